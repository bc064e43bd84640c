/**
 * What every door refuses before anything is written: columns that no file may have, tables of
 * other formats, and overwrites that would take away more than they replace. Internal.
 */
package org.parquetext.spark.guard;
