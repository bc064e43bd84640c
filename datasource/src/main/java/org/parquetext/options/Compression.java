package org.parquetext.options;

import java.io.Serializable;
import java.util.Objects;

/** A codec together with its level. Immutable. */
public final class Compression implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Codec codec;
  private final int level;

  /**
   * A codec at a level.
   *
   * @param level within the codec's range; 0 for a codec without levels
   * @throws IllegalArgumentException if the codec does not have that level
   */
  public Compression(Codec codec, int level) {
    this.codec = Objects.requireNonNull(codec, "codec");
    this.level = level;
    if (level < codec.minLevel() || level > codec.maxLevel()) {
      throw new IllegalArgumentException(
          codec.hasLevels()
              ? "Level of codec `%s` must be between %d and %d but was %d"
                  .formatted(codec, codec.minLevel(), codec.maxLevel(), level)
              : "Codec `%s` has no levels: use 0 instead of %d".formatted(codec, level));
    }
  }

  /** A codec at its default level. */
  public static Compression of(Codec codec) {
    return new Compression(codec, codec.defaultLevel());
  }

  /** The codec. */
  public Codec codec() {
    return codec;
  }

  /** The level; 0 for a codec without levels. */
  public int level() {
    return level;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Compression that && codec == that.codec && level == that.level;
  }

  @Override
  public int hashCode() {
    // The hash of an enum constant differs from JVM to JVM; its name's does not.
    return 31 * codec.name().hashCode() + level;
  }

  /** For example {@code zstd 3} or {@code snappy}. */
  @Override
  public String toString() {
    return codec.hasLevels() ? codec + " " + level : codec.toString();
  }
}
