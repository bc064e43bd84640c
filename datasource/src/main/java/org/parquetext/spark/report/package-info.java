/** The report of a write: a JSON file that describes what it has written. Internal. */
package org.parquetext.spark.report;
