package org.parquetext.spark.commit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BBUploadHandle;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.MultipartUploader;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The multipart uploads to files below a path of an S3A file system that are neither completed nor
 * aborted. hadoop-aws and the AWS SDK are not compiled against: the three methods that Hadoop's
 * common interfaces do not have are called by their names.
 */
final class PendingUploads {

  private static final Logger LOG = LoggerFactory.getLogger(PendingUploads.class);

  private final Path directory;
  private final FileSystem fileSystem;

  PendingUploads(Path directory, Configuration conf) throws IOException {
    this.fileSystem = directory.getFileSystem(conf);
    this.directory = fileSystem.makeQualified(directory);
  }

  /** Aborts the uploads to files whose name contains the text, and no other. */
  void abortThoseNamed(String text) throws IOException {
    try (MultipartUploader uploader = fileSystem.createMultipartUploader(directory).build()) {
      RemoteIterator<?> uploads = list();
      while (uploads.hasNext()) {
        Object upload = uploads.next();
        String key = (String) call(upload, "key");
        if (key.substring(key.lastIndexOf('/') + 1).contains(text)) {
          abort(uploader, key, (String) call(upload, "uploadId"));
        }
      }
    }
  }

  private RemoteIterator<?> list() throws IOException {
    // Of the bucket's root the path is empty, else it begins with a slash, as no key does.
    String key = directory.toUri().getPath().replaceFirst("^/", "");
    return (RemoteIterator<?>) call(fileSystem, "listUploads", key);
  }

  private void abort(MultipartUploader uploader, String key, String id) throws IOException {
    Path file =
        new Path(fileSystem.getUri().getScheme(), directory.toUri().getAuthority(), "/" + key);
    ByteBuffer handle = ByteBuffer.wrap(id.getBytes(StandardCharsets.UTF_8));
    LOG.info("Aborting upload {} to {}", id, file);
    try {
      FutureIO.awaitFuture(uploader.abort(BBUploadHandle.from(handle), file));
    } catch (FileNotFoundException e) {
      LOG.debug("Upload {} to {} was aborted by its task meanwhile", id, file);
    }
  }

  private static Object call(Object target, String method, String... arguments) throws IOException {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      return target.getClass().getMethod(method, types).invoke(target, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw new IOException("Cannot list the uploads", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException(
          "Cannot list the uploads: %s of this version of hadoop-aws has no public method %s"
              .formatted(target.getClass().getName(), method),
          e);
    }
  }
}
