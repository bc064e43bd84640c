/**
 * Streams: what is written by which door, and what a restart after whatever failure makes of it.
 */
package org.parquetext.integration.stream;
