/** Internal: what a column chunk is made of, in few numbers, before and after encoding. */
package org.parquetext.fingerprint;
