package org.parquetext.spark.commit;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UUIDs of version 7 (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562</a>):
 * milliseconds since 1970 in the upper 48 bits, random ones below, so that younger ones sort behind
 * older ones.
 *
 * <p>That of a file ends with the last 32 bits of its write's, so that it can be told to whom a
 * file belongs; what keeps the files of a write apart is the time and 42 random bits.
 */
final class TimeOrderedUuid {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION = 0x7000;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long OWNER = 0xFFFF_FFFFL;

  private static final int OWNER_DIGITS = 8;
  private static final String BEGINNING =
      "([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-";

  /** How far an executor's clock may be behind the driver's. */
  private static final long MOST_BEHIND_MILLIS = Duration.ofDays(1).toMillis();

  private TimeOrderedUuid() {}

  /** One for a write. */
  static UUID next() {
    return at(System.currentTimeMillis(), RANDOM.nextInt(), RANDOM.nextLong());
  }

  /** One for a file of a write. */
  static UUID within(UUID write) {
    UUID next = next();
    long low = next.getLeastSignificantBits() & ~OWNER | write.getLeastSignificantBits() & OWNER;
    return new UUID(next.getMostSignificantBits(), low);
  }

  /**
   * Whether a file's name has one that was made for a file of the write: by its end, and not before
   * the write began, so that of all the files of a table few can be taken for the write's by
   * chance.
   */
  static boolean isWithin(String name, UUID write) {
    String text = write.toString();
    String owner = text.substring(text.length() - OWNER_DIGITS);
    Matcher found = Pattern.compile(BEGINNING + "[0-9a-f]{4}" + owner).matcher(name);
    return found.find()
        && Long.parseLong(found.group(1) + found.group(2), 16)
            >= millis(write) - MOST_BEHIND_MILLIS;
  }

  private static long millis(UUID uuid) {
    return uuid.getMostSignificantBits() >>> 16;
  }

  /** The one of a time and random bits. */
  static UUID at(long millis, long randomA, long randomB) {
    return new UUID(millis << 16 | VERSION | randomA & 0xFFF, randomB >>> 2 | VARIANT);
  }
}
