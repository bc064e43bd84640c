/** Writes that are large for the memory of their JVM. */
package org.parquetext.integration.memory;
