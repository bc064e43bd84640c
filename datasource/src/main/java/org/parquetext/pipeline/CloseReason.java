package org.parquetext.pipeline;

/** Why a row group or a file was ended. */
public enum CloseReason {
  /** The input ended. */
  END,
  /** It had its bytes. */
  SIZE,
  /** It had its rows. */
  ROWS,
  /** It was open for so long. */
  INTERVAL,
  /** It got no rows for so long. */
  INACTIVITY,
  /** The caller asked for it. */
  FLUSH,
  /** The executor's memory budget was reached. */
  MEMORY
}
