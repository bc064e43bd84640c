package org.parquetext.integration.objectstore;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of the S3 API, as the proxy sees it.
 *
 * @param target path and query
 * @param storageClass the class that an object is to have; empty if the request does not say
 */
record S3Request(Kind kind, String method, String target, String storageClass) {
  private static final Pattern STORAGE_CLASS =
      Pattern.compile("\r\nx-amz-storage-class: *(\\S+)", Pattern.CASE_INSENSITIVE);

  /** What is asked for. */
  enum Kind {
    CREATE_UPLOAD,
    UPLOAD_PART,
    COMPLETE_UPLOAD,
    ABORT_UPLOAD,
    LIST_UPLOADS,
    PUT,
    COPY,
    GET,
    HEAD,
    LIST,
    DELETE
  }

  /** Reads the first line of a request and its headers. */
  static S3Request parse(String head) {
    String[] line = head.substring(0, head.indexOf('\r')).split(" ");
    boolean copies = head.toLowerCase(Locale.ROOT).contains("\r\nx-amz-copy-source");
    Matcher storageClass = STORAGE_CLASS.matcher(head);
    return new S3Request(
        kind(line[0], query(line[1]), copies),
        line[0],
        line[1],
        storageClass.find() ? storageClass.group(1) : "");
  }

  private static String query(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? "" : "&" + target.substring(mark + 1);
  }

  private static Kind kind(String method, String query, boolean copies) {
    boolean ofUpload = query.contains("&uploadId=");
    return switch (method) {
      case "POST" ->
          query.contains("&uploads")
              ? Kind.CREATE_UPLOAD
              : ofUpload ? Kind.COMPLETE_UPLOAD : Kind.DELETE;
      case "PUT" -> copies ? Kind.COPY : ofUpload ? Kind.UPLOAD_PART : Kind.PUT;
      case "DELETE" -> ofUpload ? Kind.ABORT_UPLOAD : Kind.DELETE;
      case "HEAD" -> Kind.HEAD;
      default ->
          query.contains("&uploads")
              ? Kind.LIST_UPLOADS
              : query.contains("&list-type=") ? Kind.LIST : Kind.GET;
    };
  }

  /** The key of the object, without the bucket's name; still escaped. */
  String key() {
    String path = target.substring(1).split("\\?", 2)[0];
    int slash = path.indexOf('/');
    return slash < 0 ? "" : path.substring(slash + 1);
  }

  /** The key of the object as it is. */
  String plainKey() {
    return URLDecoder.decode(key(), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return kind + " " + method + " " + target;
  }
}
