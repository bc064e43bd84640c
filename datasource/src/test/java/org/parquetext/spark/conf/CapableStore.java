package org.parquetext.spark.conf;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system, saying of itself what S3A says. */
public final class CapableStore extends RawLocalFileSystem {

  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) {
    return capability.equals("fs.s3a.capability.magic.committer")
        && getConf().getBoolean("fs.s3a.committer.magic.enabled", true);
  }
}
