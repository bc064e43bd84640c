package org.parquetext.spark.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.internal.io.FileCommitProtocol.TaskCommitMessage;

/**
 * A task attempt whose files are to be listed by a {@link StreamLog}, which wants to know of each
 * what its file system says of it. So each file is looked at before the task commits; one that is
 * not there, or has another length than was written, fails the task.
 */
final class LoggedTaskCommit implements TaskCommit {

  private final TaskCommit direct;
  private final Set<Path> named = new HashSet<>();

  LoggedTaskCommit(TaskCommit direct) {
    this.direct = direct;
  }

  @Override
  public Configuration configuration() {
    return direct.configuration();
  }

  @Override
  public Path newFile(String directory, String prefix, String suffix) {
    Path file = direct.newFile(directory, prefix, suffix);
    named.add(file);
    return file;
  }

  @Override
  public UUID newFileUuid() {
    return direct.newFileUuid();
  }

  @Override
  public CommittedTask commit(List<CommittedFile> files, long shuffleBytes) {
    if (files.size() != named.size()) {
      throw new IllegalStateException(
          "Cannot commit a task of a stream: it has begun %d files and finished %d"
              .formatted(named.size(), files.size()));
    }
    try {
      List<FileStatus> statuses = new ArrayList<>(named.size());
      long bytes = 0;
      for (Path file : named) {
        FileStatus status = file.getFileSystem(configuration()).getFileStatus(file);
        bytes += status.getLen();
        statuses.add(status);
      }
      requireBytes(files, bytes);
      return new CommittedTask(new TaskCommitMessage(encode(statuses)), files, shuffleBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look at the files of a task of a stream", e);
    }
  }

  private static void requireBytes(List<CommittedFile> files, long bytes) {
    long written = files.stream().mapToLong(CommittedFile::bytes).sum();
    if (bytes != written) {
      throw new IllegalStateException(
          "Cannot commit a task of a stream: %d bytes were written to %d files, and %d are there"
              .formatted(written, files.size(), bytes));
    }
  }

  @Override
  public void abort() {
    direct.abort();
  }

  /** What the file systems have said of the files of a task. */
  static List<FileStatus> files(CommittedTask task) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream((byte[]) task.message().obj()))) {
      int count = in.readInt();
      List<FileStatus> files = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        Path path = new Path(URI.create(in.readUTF()));
        files.add(
            new FileStatus(in.readLong(), false, in.readInt(), in.readLong(), in.readLong(), path));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the commit message of a task of a stream", e);
    }
  }

  private static byte[] encode(List<FileStatus> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (FileStatus file : files) {
        out.writeUTF(file.getPath().toUri().toString());
        out.writeLong(file.getLen());
        out.writeInt(file.getReplication());
        out.writeLong(file.getBlockSize());
        out.writeLong(file.getModificationTime());
      }
    }
    return bytes.toByteArray();
  }
}
