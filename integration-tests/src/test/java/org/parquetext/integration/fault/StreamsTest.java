package org.parquetext.integration.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parquetext.integration.fault.Blow.Failure;
import org.parquetext.integration.fault.WriteShape.Layout;
import org.parquetext.integration.fixture.Fault.Trait;
import org.parquetext.integration.fixture.FileStreams;
import org.parquetext.integration.fixture.Resources;

/**
 * The stream of a file ends once: closed when the file is whole, aborted when it is not. Threads
 * end too.
 */
class StreamsTest extends FaultTest {
  private static final WriteShape SHAPE =
      WriteShape.of(SaveMode.Append, Layout.FLAT, 1).rolled().on(Trait.ABORTABLE_STREAMS);

  private static final int FILES_OF_TASK = 3;

  @Test
  void theStreamsOfASuccessfulWriteAreClosed() {
    FileStreams streams = run(SHAPE);
    assertThat(files(streams.closed())).hasSize(WriteShape.TASKS * FILES_OF_TASK);
    assertThat(streams.aborted()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"FIRST_WRITE", "LATER_WRITE"})
  void theStreamOfAFileThatCannotBeWrittenIsAbortedAndNotClosed(Step step) {
    FileStreams streams = run(SHAPE, always(step));
    assertThat(files(streams.closed())).isEmpty();
    assertThat(streams.aborted()).isNotEmpty().allMatch(path -> path.contains("c000."));
  }

  @Test
  void theStreamOfTheOpenFileIsAbortedWhenARowCannotBeMade() {
    WriteShape oneFile = WriteShape.of(SaveMode.Append, Layout.FLAT, 1);
    FileStreams streams = run(oneFile.on(Trait.ABORTABLE_STREAMS), always(Step.LATER_ROW));
    assertThat(streams.aborted()).isNotEmpty();
    assertThat(files(streams.closed())).isEmpty();
  }

  @Test
  void aFileThatCannotBeCreatedHasNoStream() {
    FileStreams streams = run(SHAPE, always(Step.CREATE));
    assertThat(files(streams.closed())).isEmpty();
    assertThat(streams.aborted()).isEmpty();
  }

  /** It has done what it can, and may or may not have published the file. */
  @Test
  void aStreamThatFailsToCloseIsNotAborted() {
    FileStreams streams = run(SHAPE, always(Step.CLOSE));
    assertThat(files(streams.closed())).isNotEmpty().doesNotHaveDuplicates();
    assertThat(streams.aborted()).doesNotContainAnyElementsOf(streams.closed());
  }

  @Test
  void whereStreamsCannotBeAbortedTheyAreClosed() {
    WriteShape shape = WriteShape.of(SaveMode.Append, Layout.FLAT, 1);
    FileStreams streams = run(shape, always(Step.LATER_WRITE));
    assertThat(files(streams.closed())).isNotEmpty().doesNotHaveDuplicates();
    assertThat(streams.aborted()).isEmpty();
  }

  /** It takes as long as they wait for work. */
  @Test
  @EnabledIfSystemProperty(named = "parquetext.seeds", matches = "full")
  void threadsEndWhenTheyHaveNoWork() {
    run(SHAPE);
    Resources.requireNoThreads();
  }

  private FileStreams run(WriteShape shape, Strike... strikes) {
    FaultyWrite write = write(shape, strikes);
    write.run();
    write.requirePromise();
    return write.fault().streams();
  }

  private static Strike always(Step step) {
    return new Strike(step, Strike.ALWAYS, Failure.IO_EXCEPTION);
  }

  /** Not the success marker. */
  private static List<String> files(List<String> paths) {
    return paths.stream().filter(path -> path.endsWith(".parquet")).toList();
  }
}
