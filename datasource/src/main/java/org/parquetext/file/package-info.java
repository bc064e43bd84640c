/**
 * Internal: the bytes of a Parquet file around the column chunks, built from parquet-hadoop's
 * public parts.
 */
package org.parquetext.file;
