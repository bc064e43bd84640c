/** Tables as they are in practice, the same for every reader. */
package org.parquetext.integration.roundtrip;
