/**
 * What a write is to do: options of the write, settings of the session and of Hadoop, and the
 * table's schema become one configuration; what cannot be honoured is refused here. Internal.
 */
package org.parquetext.spark.conf;
