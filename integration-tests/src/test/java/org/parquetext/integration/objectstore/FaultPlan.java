package org.parquetext.integration.objectstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which requests fail, chosen by their kind and their number among those of the kind. */
final class FaultPlan {
  private final List<Planned> planned = new ArrayList<>();

  /** A fault of the requests numbered from {@code first} to {@code last}, from 1 on. */
  private static final class Planned {
    private final S3Fault fault;
    private final S3Request.Kind kind;
    private final int first;
    private final int last;
    private int seen;
    private int struck;

    Planned(S3Fault fault, S3Request.Kind kind, int first, int last) {
      this.fault = fault;
      this.kind = kind;
      this.first = first;
      this.last = last;
    }

    boolean strikes(S3Request request) {
      if (request.kind() != kind) {
        return false;
      }
      seen++;
      boolean strikes = seen >= first && seen <= last;
      struck += strikes ? 1 : 0;
      return strikes;
    }

    @Override
    public String toString() {
      return "%s of %s %d to %d (struck %d of %d)"
          .formatted(fault, kind, first, last, struck, seen);
    }
  }

  /** One more fault, of {@code count} requests of a kind after the first {@code skipped}. */
  synchronized void add(S3Fault fault, S3Request.Kind kind, int skipped, int count) {
    planned.add(new Planned(fault, kind, skipped + 1, skipped + count));
  }

  /** Counts the request, and says how it is to fail, if it is. */
  synchronized Optional<S3Fault> next(S3Request request) {
    Optional<S3Fault> fault = Optional.empty();
    for (Planned one : planned) {
      if (one.strikes(request) && fault.isEmpty()) {
        fault = Optional.of(one.fault);
      }
    }
    return fault;
  }

  /** How many requests have failed. */
  synchronized int struck() {
    return planned.stream().mapToInt(one -> one.struck).sum();
  }

  synchronized void clear() {
    planned.clear();
  }

  @Override
  public synchronized String toString() {
    return planned.toString();
  }
}
