package org.parquetext.integration.objectstore;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer of HTTP/1.1 as it goes over the wire.
 *
 * @param head the first line and the headers, with the empty line behind them
 * @param body the bytes behind, in chunks where they came so
 */
record HttpMessage(String head, byte[] body) {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
  private static final String EXPECT = "\r\nexpect: 100-continue";
  private static final String END = "\r\n\r\n";

  /** Reads a request, and asks for its body if its sender waits for that; null at the end. */
  static HttpMessage readRequest(InputStream in, OutputStream out) throws IOException {
    String head = readHead(in);
    if (head == null) {
      return null;
    }
    int expect = head.toLowerCase(Locale.ROOT).indexOf(EXPECT);
    if (expect >= 0) {
      out.write(("HTTP/1.1 100 Continue" + END).getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      head = head.substring(0, expect) + head.substring(expect + EXPECT.length());
    }
    return new HttpMessage(head, readBody(in, head));
  }

  /** Reads the answer to a request. */
  static HttpMessage readAnswer(InputStream in, String method) throws IOException {
    String head = readHead(in);
    if (head == null) {
      throw new EOFException("The server has closed the connection");
    }
    boolean hasNoBody =
        method.equals("HEAD") || head.startsWith("204", 9) || head.startsWith("304", 9);
    return new HttpMessage(head, hasNoBody ? new byte[0] : readBody(in, head));
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < END.length() || head.lastIndexOf(END) != head.length() - END.length()) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static byte[] readBody(InputStream in, String head) throws IOException {
    String headers = head.toLowerCase(Locale.ROOT);
    if (headers.contains("\r\ntransfer-encoding: chunked")) {
      return readChunks(in);
    }
    Matcher length = LENGTH.matcher(headers);
    return readFully(in, length.find() ? Integer.parseInt(length.group(1)) : 0);
  }

  private static byte[] readFully(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The sender has closed the connection");
    }
    return bytes;
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    int length;
    do {
      String size = readLine(in);
      length = Integer.parseInt(size.split(";")[0].trim(), 16);
      chunks.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      chunks.write(readFully(in, length + 2));
    } while (length > 0);
    return chunks.toByteArray();
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The sender has closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().trim();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    out.write(body);
    out.flush();
  }
}
