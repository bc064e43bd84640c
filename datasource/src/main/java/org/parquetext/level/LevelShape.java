package org.parquetext.level;

import java.util.Arrays;
import org.parquetext.encoding.LevelRunEncoder;

/**
 * What the Parquet schema says of a leaf and the nodes above it: which may be null, and so how many
 * levels there are. The data decide nothing of this.
 *
 * <p>Built from the outermost node inwards: {@code top().list(…).struct(…).leaf(…)}; each step
 * makes a new shape, so that leaves of one node share its steps. Immutable.
 */
public final class LevelShape {

  private static final int MAX_LEVEL = (1 << LevelRunEncoder.MAX_BIT_WIDTH) - 1;
  private static final LevelShape TOP = new LevelShape(new String[0], new Presence[0], 0, 0);

  private final String[] paths;
  private final Presence[] presences;
  private final int maxRepetition;
  private final int maxDefinition;

  private LevelShape(String[] paths, Presence[] presences, int maxRepetition, int maxDefinition) {
    this.paths = paths;
    this.presences = presences;
    this.maxRepetition = maxRepetition;
    this.maxDefinition = maxDefinition;
  }

  /** Nothing yet. */
  public static LevelShape top() {
    return TOP;
  }

  /**
   * This shape with a struct below.
   *
   * @param path the dotted Parquet path, for errors
   */
  public LevelShape struct(String path, Presence presence) {
    return with(path, presence, maxRepetition, maxDefinition + levels(presence));
  }

  /** This shape with a list or map below, whose repeated group adds one level of each kind. */
  public LevelShape list(String path, Presence presence) {
    return with(path, presence, maxRepetition + 1, maxDefinition + levels(presence) + 1);
  }

  /** This shape with the leaf below: complete. */
  public LevelShape leaf(String path, Presence presence) {
    return with(path, presence, maxRepetition, maxDefinition + levels(presence));
  }

  private static int levels(Presence presence) {
    return presence == Presence.OPTIONAL ? 1 : 0;
  }

  private LevelShape with(String path, Presence presence, int repetition, int definition) {
    if (definition > MAX_LEVEL) {
      throw new IllegalArgumentException(
          "Cannot write column `" + path + "`: it has more than " + MAX_LEVEL + " levels");
    }
    String[] longerPaths = Arrays.copyOf(paths, paths.length + 1);
    Presence[] longerPresences = Arrays.copyOf(presences, paths.length + 1);
    longerPaths[paths.length] = path;
    longerPresences[paths.length] = presence;
    return new LevelShape(longerPaths, longerPresences, repetition, definition);
  }

  /** Nodes above the leaf. */
  public int depth() {
    return paths.length - 1;
  }

  /** Whether the node at a depth, or the leaf at {@link #depth()}, may be null. */
  public boolean isOptional(int depth) {
    return presences[depth] == Presence.OPTIONAL;
  }

  /** The dotted Parquet path of the node at a depth, or of the leaf at {@link #depth()}. */
  public String path(int depth) {
    return paths[depth];
  }

  /** Lists above the leaf. */
  public int maxRepetition() {
    return maxRepetition;
  }

  /** The definition level of a value. */
  public int maxDefinition() {
    return maxDefinition;
  }
}
