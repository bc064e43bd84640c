package org.parquetext.spark.path;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.parquetext.spark.write.WriteRequest;

/**
 * Hands a write request from {@code createRelation} to the provider that Spark makes by name, by a
 * ticket. The request itself would have to travel as options, and those stand in plans and logs.
 */
final class PendingWrites {

  private static final Map<String, WriteRequest> REQUESTS = new ConcurrentHashMap<>();

  private PendingWrites() {}

  static String add(WriteRequest request) {
    String ticket = UUID.randomUUID().toString();
    REQUESTS.put(ticket, request);
    return ticket;
  }

  static Optional<WriteRequest> find(String ticket) {
    return ticket == null ? Optional.empty() : Optional.ofNullable(REQUESTS.get(ticket));
  }

  static void remove(String ticket) {
    REQUESTS.remove(ticket);
  }
}
