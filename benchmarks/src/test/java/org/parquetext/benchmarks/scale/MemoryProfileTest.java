package org.parquetext.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryProfileTest {

  private static final long MB = 1_000_000;

  @Test
  void showsTheMostOfEachTenthAndOfAll() {
    List<String> rows =
        rows(
            List.of(
                sample(1, 0, 300, 30, 5),
                sample(2, 90, 200, 20, 4),
                sample(3, 110, 500, 50, 7),
                sample(4, 1000, 400, 40, 6)));

    assertThat(rows)
        .containsExactly(
            "10 % 2.0 20.0–30.0 300.0 5.0 6.0 7.0 8.0",
            "20 % 3.0 50.0–50.0 500.0 7.0 8.0 9.0 10.0",
            "30 %",
            "40 %",
            "50 %",
            "60 %",
            "70 %",
            "80 %",
            "90 %",
            "100 % 4.0 40.0–40.0 400.0 6.0 7.0 8.0 9.0",
            "peak 4.0 20.0–50.0 500.0 7.0 8.0 9.0 10.0");
  }

  @Test
  void countsFilesThatNeverGrewAsTheFirstTenth() {
    List<String> rows = rows(List.of(sample(1, 0, 300, 30, 5), sample(2, 0, 200, 20, 4)));

    assertThat(rows).startsWith("10 % 2.0 20.0–30.0 300.0 5.0 6.0 7.0 8.0", "20 %");
  }

  private static MemorySample sample(
      double seconds, long writtenMb, long usedMb, long afterMb, long directMb) {
    return new MemorySample(
        seconds,
        writtenMb * MB,
        usedMb * MB,
        afterMb * MB,
        directMb * MB,
        (directMb + 1) * MB,
        (directMb + 2) * MB,
        (directMb + 3) * MB);
  }

  private static List<String> rows(List<MemorySample> samples) {
    StringWriter out = new StringWriter();
    new MemoryProfile(samples).print(new PrintWriter(out, true));
    return out.toString()
        .lines()
        .skip(2)
        .map(line -> line.replaceAll("[ |]+", " ").strip())
        .toList();
  }
}
