/**
 * Internal: leaf columns, and their definition and repetition levels straight from Arrow validity
 * and offsets.
 */
package org.parquetext.level;
