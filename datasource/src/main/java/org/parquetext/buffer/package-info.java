/**
 * Growable little-endian heap buffers that a column's encoder fills and reuses. Internal: no part
 * of the public API.
 */
package org.parquetext.buffer;
