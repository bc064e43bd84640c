package org.parquetext.options;

/**
 * What was set for one column, or for all columns together; null where nothing was. Belongs to a
 * {@link WriteOptions.Builder}.
 */
final class ColumnSettings {
  Codec codec;
  Integer level;
  Boolean dictionaryEnabled;
}
