/**
 * Minimum and maximum of a page's values, exactly as parquet-java's writer holds them, and bloom
 * filters and geospatial bounds of column chunks. Internal: no part of the public API.
 */
package org.parquetext.statistics;
