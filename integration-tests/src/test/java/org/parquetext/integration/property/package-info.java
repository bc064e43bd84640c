/** Random tables with random options, read back by every reader. */
package org.parquetext.integration.property;
