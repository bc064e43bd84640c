/** What each kind of column costs, by JMH. */
package org.parquetext.benchmarks.encoder;
