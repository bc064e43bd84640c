/** What commands share: options, failures, tables as text, and folders that are deleted. */
package org.parquetext.benchmarks.command;
