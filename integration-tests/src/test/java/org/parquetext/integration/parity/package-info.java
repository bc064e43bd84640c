/** What Spark writes by itself: the same values, schemas, footers and pages, type by type. */
package org.parquetext.integration.parity;
