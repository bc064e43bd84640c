/** The commit to Delta tables, through delta-spark's transactions. */
package org.parquetext.delta;
