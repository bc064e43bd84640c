package org.parquetext.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.parquetext.spark.commit.CommittedFile;

/**
 * The add action of a file, made of the JSON of Delta's protocol: constructors of actions differ
 * between versions of delta-spark.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/v4.4.0/PROTOCOL.md#add-file-and-remove-file">Delta's
 *     protocol, Add File</a>
 */
final class AddedFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AddedFile() {}

  /**
   * The action.
   *
   * @param closedAt milliseconds since 1970
   * @param statistics what the log says of the file's rows
   */
  static AddFile of(CommittedFile file, long closedAt, String statistics) {
    ObjectNode add = JSON.createObjectNode();
    add.put("path", new Path(file.relativePath()).toUri().toString());
    ObjectNode values = add.putObject("partitionValues");
    file.partitionValues().forEach(values::put);
    add.put("size", file.bytes());
    add.put("modificationTime", closedAt);
    add.put("dataChange", true);
    add.put("stats", statistics);
    ObjectNode action = JSON.createObjectNode();
    action.set("add", add);
    return (AddFile) Action$.MODULE$.fromJson(text(action));
  }

  private static String text(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON", e);
    }
  }
}
