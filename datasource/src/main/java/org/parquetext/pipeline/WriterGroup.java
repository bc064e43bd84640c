package org.parquetext.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parquetext.column.EncoderArena;

/**
 * The writers that one thread drives in turn, such as those of all directories that a task has
 * open. However many they are, they count as one caller of the {@link EncoderRuntime}, have one
 * share of its memory budget and one {@link MemoryAccount}, and the calling thread has one arena.
 * When there is no room for a batch, the writer that holds most gives memory back, whichever the
 * batch is for: so row groups become as large as they can.
 *
 * <p>A writer belongs to its group from its creation to its end. Belongs to the thread that calls
 * the writers.
 */
public final class WriterGroup {

  private final EncoderRuntime runtime;
  private final AccountedMemory accounted;
  private final MemoryShare share;
  private final Map<WritePipeline, ArrowParquetWriter> members = new LinkedHashMap<>();
  private EncoderArena arena;
  private boolean makingRoom;

  /**
   * A group that has no writers yet.
   *
   * @param account who is told of the memory that all its writers hold
   */
  public WriterGroup(EncoderRuntime runtime, MemoryAccount account) {
    this.runtime = runtime;
    this.accounted = new AccountedMemory(account);
    this.share = new MemoryShare(runtime.budget());
  }

  /**
   * Gives back what the {@link MemoryAccount} has granted, for an account that needs it elsewhere.
   * The writers end and write their row groups, unless these are small: then what they hold is no
   * longer accounted. Inside a call of one of the writers, such as the account's own, does nothing.
   *
   * @return the bytes given back
   * @throws org.parquetext.WriteException if a writer failed
   */
  public long releaseMemory() {
    long granted = accounted.granted();
    if (granted == 0 || members.values().stream().anyMatch(ArrowParquetWriter::isRunning)) {
      return 0;
    }
    for (ArrowParquetWriter writer : new ArrayList<>(members.values())) {
      writer.shrink();
    }
    runtime.segments().clear();
    accounted.releaseAll(share.held());
    return granted;
  }

  /** The most bytes of the budget that the writers ever held at once. Any thread may ask. */
  public long peakBufferedBytes() {
    return share.peak();
  }

  EncoderRuntime runtime() {
    return runtime;
  }

  /** Whether the calling thread does what it does because there is no room for a batch. */
  boolean isMakingRoom() {
    return makingRoom;
  }

  MemoryShare share() {
    return share;
  }

  /** The scratch memory of the calling thread; only while there are writers. */
  EncoderArena arena() {
    return arena;
  }

  /** The first writer makes the calling thread count as one that encodes. */
  void join(WritePipeline pipeline, ArrowParquetWriter writer) {
    if (members.isEmpty()) {
      arena = runtime.takeArena();
      runtime.register();
    }
    members.put(pipeline, writer);
  }

  /** The last writer takes along what the group has. Does nothing for one that has not joined. */
  void leave(WritePipeline pipeline) {
    if (members.remove(pipeline) == null) {
      return;
    }
    if (!members.isEmpty()) {
      lowerAccount();
      return;
    }
    try {
      accounted.releaseAll(0);
    } finally {
      EncoderArena last = arena;
      arena = null;
      try {
        runtime.returnArena(last);
      } finally {
        runtime.unregister();
      }
    }
  }

  /**
   * Makes room for a batch: by what the writers of this group can give back, and not by waiting for
   * others. A group that holds more than its share gives a row group at once; one that holds no
   * rows takes the batch in any case.
   *
   * @param ledger of the writer that the batch is for
   */
  void reserve(MemoryLedger ledger, long bytes) {
    makingRoom = true;
    try {
      if (isOverdrawn(bytes) && (!completeWriting() || isOverdrawn(bytes))) {
        giveRowGroup();
      }
      while (!ledger.tryReserveRaw(runtime.groups(), bytes)) {
        if (completeWriting()) {
          continue;
        }
        ArrowParquetWriter largest = largest();
        if (largest == null) {
          ledger.chargeRaw(bytes);
          return;
        }
        largest.giveBack();
      }
    } finally {
      makingRoom = false;
    }
  }

  private boolean isOverdrawn(long bytes) {
    return share.isOverdrawn(runtime.groups(), bytes);
  }

  /**
   * Has complete row groups written, before others are ended for lack of memory.
   *
   * @return whether there were any
   */
  private boolean completeWriting() {
    boolean any = false;
    for (ArrowParquetWriter writer : members.values()) {
      if (writer.isWriting()) {
        writer.completeWriting();
        any = true;
      }
    }
    return any;
  }

  private void giveRowGroup() {
    ArrowParquetWriter largest = largest();
    if (largest != null) {
      largest.giveRowGroup();
    }
  }

  /**
   * Tells the account what is held; where it grants less, gives back what is worth it, after the
   * segments that nobody uses.
   */
  void account() {
    if (accounted.raise(held())) {
      return;
    }
    completeWriting();
    runtime.segments().clear();
    ArrowParquetWriter largest = accounted.covers(share.held()) ? null : largest();
    if (largest != null) {
      makingRoom = true;
      try {
        largest.shrink();
      } finally {
        makingRoom = false;
      }
      runtime.segments().clear();
    }
    lowerAccount();
  }

  /** What was held has become less. */
  void lowerAccount() {
    accounted.lower(held());
  }

  /** Bytes that the writers hold, and what is kept for the next ones, shared among all groups. */
  private long held() {
    return share.held() + runtime.idleBytes() / Math.max(1, runtime.groups());
  }

  /** The writer that holds most among those that can give something back; null if none can. */
  private ArrowParquetWriter largest() {
    ArrowParquetWriter largest = null;
    for (ArrowParquetWriter writer : members.values()) {
      if (writer.hasRowsInMemory() && (largest == null || writer.held() > largest.held())) {
        largest = writer;
      }
    }
    return largest;
  }
}
