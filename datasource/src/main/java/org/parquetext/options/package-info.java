/**
 * Every option of a write: key, type, default, check and documentation in one registry ({@link
 * org.parquetext.options.WriteOption}), and the checked result ({@link
 * org.parquetext.options.WriteOptions}).
 *
 * <p>Public API. The package knows neither Spark nor Hadoop: whoever reads their configuration
 * hands over keys and values as text.
 */
package org.parquetext.options;
