/** The same rows and options make the same bytes, whatever the threads and their timing. */
package org.parquetext.integration.determinism;
