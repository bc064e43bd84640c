/**
 * Writes on a real cluster: a standalone master, workers and drivers as processes of their own on
 * the loopback interface, executors that load the plugin as {@code --jars} brings it, and processes
 * that are killed.
 */
package org.parquetext.integration.cluster;
