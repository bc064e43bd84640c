/** What Spark's interface and its metrics system tell about writes. Internal. */
package org.parquetext.spark.metric;
