/**
 * Internal: reads finished files again, by parquet-java, and compares them with what was written.
 */
package org.parquetext.verify;
