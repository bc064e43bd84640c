/** The other ways by which Spark writes: tables of catalogs, SQL, Spark's own Parquet format. */
package org.parquetext.integration.door;
