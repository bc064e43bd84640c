/** Internal: minimum, maximum and null count of pages. */
package org.parquetext.statistics;
