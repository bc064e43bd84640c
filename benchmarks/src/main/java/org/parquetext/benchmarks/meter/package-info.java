/** What a process spends on an action: time, and memory of each kind. */
package org.parquetext.benchmarks.meter;
