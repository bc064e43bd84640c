/** What Spark's interface tells about a write. Internal. */
package org.parquetext.spark.metric;
