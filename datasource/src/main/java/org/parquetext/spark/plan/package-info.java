/**
 * How a write gets batches of columns where its query has them: a rule for physical plans, and the
 * nodes that it puts between a query and its write. Internal.
 */
package org.parquetext.spark.plan;
