package org.parquetext.delta;

import org.apache.spark.sql.SaveMode;

/** A driver of its own that writes once, and dies at the commit as the fault says. */
public final class KilledDriver {

  private KilledDriver() {}

  /** Arguments: the table, the save mode, and the fault, or {@code none} to live. */
  public static void main(String[] arguments) {
    DeltaTest.start();
    if (!arguments[2].equals("none")) {
      FaultyLogStore.NEXT.set(FaultyLogStore.Fault.valueOf(arguments[2]));
    }
    DeltaTest.writer(DeltaTest.rows(10, 20), SaveMode.valueOf(arguments[1]))
        .option("txnAppId", "killed")
        .option("txnVersion", "1")
        .save(arguments[0]);
    Runtime.getRuntime().halt(0);
  }
}
