/**
 * Writes that fail, by options, columns, rows, encoders or the file system: what they say and
 * leave.
 */
package org.parquetext.integration.failure;
