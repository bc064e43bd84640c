/**
 * Internal: one column chunk. Arrow vectors, or bytes where they lie, come in, encoded and
 * compressed pages with headers, checksums and statistics go out. The choice of an encoding exists
 * only here and below.
 */
package org.parquetext.column;
