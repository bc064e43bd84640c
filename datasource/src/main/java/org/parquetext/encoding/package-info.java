/**
 * The Parquet encodings as pure functions: primitive arrays in, bytes out. Internal: no part of the
 * public API.
 */
package org.parquetext.encoding;
