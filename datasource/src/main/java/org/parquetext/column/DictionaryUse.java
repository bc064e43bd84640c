package org.parquetext.column;

/** Whether a column has a dictionary, and when it gives it up. */
enum DictionaryUse {
  /** It has none. */
  NONE,
  /** Given up when the first page shows it to be a loss, or when it outgrows its limit. */
  TRIED,
  /** Given up when it outgrows its limit only. */
  DEMANDED
}
