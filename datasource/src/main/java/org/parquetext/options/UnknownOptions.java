package org.parquetext.options;

import java.util.Locale;

/** What happens to an option that nobody knows. */
public enum UnknownOptions {
  /** It is logged and has no effect. */
  WARN,
  /** It fails the write. */
  FAIL;

  /** The name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
