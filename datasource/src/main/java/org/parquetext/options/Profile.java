package org.parquetext.options;

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
