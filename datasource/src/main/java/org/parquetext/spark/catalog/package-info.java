/**
 * Tables of Spark's session catalog: what the catalog keeps of one, its scans and writes, and the
 * checks of commands that would create, replace or fill one. Internal.
 */
package org.parquetext.spark.catalog;
