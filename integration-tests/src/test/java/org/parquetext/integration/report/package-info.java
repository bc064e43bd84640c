/** The reports of writes, against the files that they describe. */
package org.parquetext.integration.report;
