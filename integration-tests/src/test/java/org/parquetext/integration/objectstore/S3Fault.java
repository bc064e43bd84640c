package org.parquetext.integration.objectstore;

/** How a request fails. */
enum S3Fault {
  /** Answered with status 500; the server has not got the request. */
  INTERNAL_ERROR(500, "InternalError"),
  /** Answered with status 503; the server has not got the request. */
  SLOW_DOWN(503, "SlowDown"),
  /** The connection is reset; the server has not got the request. */
  RESET,
  /** There is no answer, and the server has not got the request. */
  TIME_OUT,
  /** The server has done what was asked for; the connection is reset instead of an answer. */
  LOST_RESPONSE;

  private final int status;
  private final String code;

  S3Fault() {
    this(0, "");
  }

  S3Fault(int status, String code) {
    this.status = status;
    this.code = code;
  }

  boolean isAnswer() {
    return status > 0;
  }

  /** The whole answer. */
  String answer() {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>injected</Message></Error>"
            .formatted(code);
    return "HTTP/1.1 %d %s\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, code, body.length(), body);
  }
}
