package org.parquetext.verify;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.HadoopParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.parquetext.WriteException;
import org.parquetext.file.FileCheck;
import org.parquetext.file.FinishedFile;
import org.parquetext.options.Verification;
import org.parquetext.options.WriteOptions;

/**
 * Reads a closed file again, through the file system and by parquet-java, and compares it with what
 * was written.
 */
public final class FileVerification implements FileCheck {

  private final Verification verification;
  private final BooleanSupplier cancelled;

  private FileVerification(Verification verification, BooleanSupplier cancelled) {
    this.verification = verification;
    this.cancelled = cancelled;
  }

  /**
   * What the options ask for.
   *
   * @param cancelled asked now and then by the thread that reads; true ends the reading by an error
   */
  public static FileCheck of(WriteOptions options, BooleanSupplier cancelled) {
    return options.verification() == Verification.OFF
        ? NONE
        : new FileVerification(options.verification(), cancelled);
  }

  @Override
  public void check(FinishedFile file) {
    Place place = Place.of(file.path());
    try {
      verify(file, place);
    } catch (WriteException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw place.unreadable(e);
    }
  }

  private void verify(FinishedFile file, Place place) throws IOException {
    InputFile input = file.output().input();
    new FieldComparison(place).require("the length", file.bytes(), input.getLength());
    try (SeekableInputStream in = input.newStream()) {
      byte[] magic = new byte[file.magic().length];
      in.readFully(magic);
      if (!Arrays.equals(magic, file.magic())) {
        throw place.differs("the first bytes are not those of a Parquet file");
      }
      try (ParquetFileReader reader = new ParquetFileReader(input, readOptions(file), in)) {
        new FooterVerification(file, place).verify(reader.getFooter());
        if (verification == Verification.FULL) {
          Cancellation cancellation = new Cancellation(cancelled, file.path());
          new PageVerification(reader, in, file, place, cancellation).verify();
        }
      }
    }
  }

  /** Not from the configuration's own decryption, since the keys are at hand. */
  private static ParquetReadOptions readOptions(FinishedFile file) {
    ParquetReadOptions.Builder options =
        new ParquetReadOptions.Builder(
                new HadoopParquetConfiguration(file.output().configuration()))
            .usePageChecksumVerification(true)
            .withUseHadoopVectoredIo(false);
    if (file.keys() != null) {
      options.withDecryption(DecryptionKeys.of(file.keys()));
    }
    return options.build();
  }
}
