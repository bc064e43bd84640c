package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads to files of a table that a write without renaming has left, since its driver was killed,
 * and the directory in which S3A's committer keeps a job's uploads in mind. Only a driver on the
 * same machine finds out, by the {@link DriverMark} in that directory; nobody else can tell them
 * from those of a write that runs.
 */
final class AbandonedUploads {

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedUploads.class);

  /** What stands before a job's UUID in the name of its directory. */
  private static final String JOB_DIRECTORY = "__magic_job-";

  private final FileSystem fileSystem;
  private final Path table;
  private final PendingUploads uploads;

  AbandonedUploads(Path table, Configuration conf) throws IOException {
    this.fileSystem = table.getFileSystem(conf);
    this.table = table;
    this.uploads = new PendingUploads(table, conf);
  }

  /** Leaves the mark of this process as the driver of a job that has been set up. */
  void mark(String jobId) throws IOException {
    new DriverMark(fileSystem, new Path(table, JOB_DIRECTORY + jobId)).leave();
  }

  /** Aborts them, and forgets the jobs that they were of. */
  void abort() throws IOException {
    for (FileStatus status : children()) {
      Path directory = status.getPath();
      if (directory.getName().startsWith(JOB_DIRECTORY)
          && new DriverMark(fileSystem, directory).hasDriverEnded()) {
        LOG.info("Aborting the uploads of {}, whose driver has ended", directory);
        uploads.abortThoseNamed(directory.getName().substring(JOB_DIRECTORY.length()));
        fileSystem.delete(directory, true);
      }
    }
  }

  private FileStatus[] children() throws IOException {
    try {
      return fileSystem.listStatus(table);
    } catch (FileNotFoundException e) {
      // A write that failed to a new path leaves nothing there.
      return new FileStatus[0];
    }
  }
}
