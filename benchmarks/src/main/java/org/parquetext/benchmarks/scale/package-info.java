/** How time and memory grow with the size of what Spark writes. */
package org.parquetext.benchmarks.scale;
