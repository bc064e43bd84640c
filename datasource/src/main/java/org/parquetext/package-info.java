/** What users touch from every door: the one exception of a failed write. */
package org.parquetext;
