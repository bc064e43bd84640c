package org.parquetext.spark.report;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.parquet.io.PositionOutputStream;
import org.parquetext.WriteException;
import org.parquetext.file.HadoopOutput;
import org.parquetext.options.WriteOption;
import org.parquetext.spark.commit.Failures;
import org.parquetext.spark.commit.FileLocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of {@code reportPath}. A file in it is complete when others see it: it is written by a
 * hidden name, which readers pass over, and renamed, but in a store that shows a file only when its
 * stream is closed, and nothing of one that is aborted.
 */
final class ReportFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ReportFolder.class);

  private final Path folder;
  private final Configuration conf;

  private ReportFolder(Path folder, Configuration conf) {
    this.folder = folder;
    this.conf = conf;
  }

  /**
   * The folder that an option names; it need not exist.
   *
   * @param given the option's value
   * @param table qualified path that is written
   * @throws IllegalArgumentException if there cannot be such a folder, or it is the table's or
   *     below it: an overwrite deletes what is there, and Delta's VACUUM does
   */
  static ReportFolder of(String given, Path table, Configuration conf) {
    Path folder = qualified(given, conf);
    if (FileLocation.of(folder, conf).isWithin(FileLocation.of(table, conf))) {
      throw refusal(
          given,
          "it is, as far as names tell, within the table %s, whose overwrites would delete reports"
              .formatted(table));
    }
    ReportFolder reports = new ReportFolder(folder, conf);
    reports.refuseFile(given);
    return reports;
  }

  private static Path qualified(String given, Configuration conf) {
    try {
      Path path = new Path(given);
      return path.getFileSystem(conf).makeQualified(path);
    } catch (IOException | RuntimeException e) {
      throw refusal(given, "it is the path of no file system that there is: " + e.getMessage(), e);
    }
  }

  /** What may not be looked at may still be written to. */
  private void refuseFile(String given) {
    try {
      if (!folder.getFileSystem(conf).getFileStatus(folder).isDirectory()) {
        throw refusal(given, "it is a file, and reports need a folder");
      }
    } catch (FileNotFoundException e) {
      LOG.debug("There are no reports yet in {}", folder, e);
    } catch (AccessControlException | AccessDeniedException e) {
      LOG.debug("Cannot look at {}: taken for not there", folder, e);
    } catch (IOException e) {
      throw new WriteException("Cannot look at the folder of reports " + folder, e);
    }
  }

  private static IllegalArgumentException refusal(String given, String reason) {
    return refusal(given, reason, null);
  }

  private static IllegalArgumentException refusal(String given, String reason, Throwable cause) {
    return new IllegalArgumentException(
        "Cannot write with `%s` = `%s`: %s. Name another folder, or remove the option."
            .formatted(WriteOption.REPORT_PATH.key(), given, reason),
        cause);
  }

  private Path file(String name) {
    return new Path(folder, name);
  }

  /** Makes a file that is not there yet, all of it or nothing. */
  void write(String name, Content content) throws IOException {
    FileSystem fileSystem = folder.getFileSystem(conf);
    if (fileSystem.hasPathCapability(folder, CommonPathCapabilities.ABORTABLE_STREAM)) {
      write(HadoopOutput.of(file(name), fileSystem, conf), content);
      return;
    }
    Path hidden = new Path(folder, "." + name + "." + UUID.randomUUID() + ".tmp");
    write(HadoopOutput.of(hidden, fileSystem, conf), content);
    try {
      if (!fileSystem.rename(hidden, file(name))) {
        throw new IOException("%s cannot be renamed to %s".formatted(hidden, file(name)));
      }
    } catch (IOException | RuntimeException | Error e) {
      Failures.suppressing(e, () -> fileSystem.delete(hidden, false));
      throw e;
    }
  }

  private static void write(HadoopOutput file, Content content) throws IOException {
    PositionOutputStream out = file.create(0);
    try {
      content.writeTo(out);
      out.close();
    } catch (IOException | RuntimeException | Error e) {
      Failures.suppressing(e, () -> file.discard(out));
      throw e;
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  /** Writes the bytes of a file, and leaves the stream open. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
