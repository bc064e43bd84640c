/** What readers skip because of what the writer says of its row groups and pages. */
package org.parquetext.integration.pushdown;
