/**
 * What users and Spark name: the data source {@code parquet-ext}, its file format, the extensions
 * of a session, and the options of a write explained. What is behind each door is in the packages
 * below.
 */
package org.parquetext.spark;
