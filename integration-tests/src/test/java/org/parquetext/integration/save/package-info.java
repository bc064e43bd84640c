/** The ways to save a table and to read it again, as with the built-in writer. */
package org.parquetext.integration.save;
