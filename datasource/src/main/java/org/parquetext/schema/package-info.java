/** Internal: Arrow schema to Parquet schema, without Spark. */
package org.parquetext.schema;
