package org.parquetext.options;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A named choice of codec and level. Either gives way to one that is set by itself. */
public enum Profile {
  BALANCED("balanced", new Compression(Codec.ZSTD, 3)),
  MAX_COMPRESSION("maxCompression", new Compression(Codec.ZSTD, 9)),
  FAST_WRITE("fastWrite", Compression.of(Codec.SNAPPY)),
  FAST_READ("fastRead", Compression.of(Codec.SNAPPY)),
  /** For files that are written once and seldom read: the level costs much time. */
  ARCHIVE("archive", new Compression(Codec.ZSTD, 19));

  private final String name;
  private final Compression compression;

  Profile(String name, Compression compression) {
    this.name = name;
    this.compression = compression;
  }

  /**
   * Reads a name in any case.
   *
   * @throws IllegalArgumentException for a name that is no profile; the message lists those there
   *     are
   */
  static Profile parse(String value) {
    for (Profile profile : values()) {
      if (profile.name.equalsIgnoreCase(value.trim())) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "`%s` is not a profile: choose one of %s"
            .formatted(
                value,
                Arrays.stream(values()).map(Profile::toString).collect(Collectors.joining(", "))));
  }

  /** What it stands for. */
  public Compression compression() {
    return compression;
  }

  /** The name as users write it. */
  @Override
  public String toString() {
    return name;
  }
}
