package org.parquetext.options;

/** What happens to an option that nobody knows. */
public enum UnknownOptions {
  /** It is logged and has no effect. */
  WARN,
  /** It fails the write. */
  FAIL
}
