/** Every encoding, type, page version and codec, read back by readers of different origin. */
package org.parquetext.integration.readers;
