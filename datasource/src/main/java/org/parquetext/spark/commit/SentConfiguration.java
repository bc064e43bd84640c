package org.parquetext.spark.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * A Hadoop configuration on its way from the driver to the tasks: the keys and values that it has
 * when this is made.
 *
 * <p>In the form of {@link Configuration#write}, but that no key says where it was set. That is
 * compressed for each of many hundred keys by itself, each time that a closure is checked or sent,
 * and was an eighth of what the driver does for a small write. Immutable.
 */
final class SentConfiguration implements Serializable {

  private static final long serialVersionUID = 1L;

  private final byte[] entries;

  SentConfiguration(Configuration configuration) {
    this.entries = written(configuration);
  }

  /** A new configuration with these keys and values. */
  Configuration received() {
    Configuration configuration = new Configuration(false);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entries))) {
      configuration.readFields(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the Hadoop configuration of the driver", e);
    }
    return configuration;
  }

  private static byte[] written(Configuration configuration) {
    List<Map.Entry<String, String>> set = new ArrayList<>();
    configuration.forEach(set::add);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      WritableUtils.writeVInt(out, set.size());
      for (Map.Entry<String, String> entry : set) {
        Text.writeString(out, entry.getKey());
        Text.writeString(out, entry.getValue());
        WritableUtils.writeCompressedStringArray(out, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the Hadoop configuration for the tasks", e);
    }
    return bytes.toByteArray();
  }
}
