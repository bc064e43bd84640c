package org.parquetext.spark.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.spark.sql.types.Decimal;
import org.parquetext.WriteException;

/**
 * Produces the Arrow vector of one column from a page of rows. Subclasses differ in how the values
 * lie in the rows and in the vector; each copies them in one primitive loop per page.
 *
 * <p>Owns one vector, allocated at the first page for a full page of rows and used again for every
 * page. Confined to one thread at a time.
 */
abstract class ColumnTransposer implements AutoCloseable {

  final FieldVector vector;
  final int ordinal;
  final long slot;

  /**
   * {@code ordinal} is the column's position in the row, {@code slot} the offset of its slot as
   * {@link RowLayout#slot} gives it; {@code vector} is closed with this.
   */
  ColumnTransposer(FieldVector vector, int ordinal, long slot) {
    this.vector = vector;
    this.ordinal = ordinal;
    this.slot = slot;
  }

  /** The transposer for the type of {@code vector}, one that {@link SparkArrowSchema} makes. */
  static ColumnTransposer of(FieldVector vector, RowLayout layout, int ordinal) {
    long slot = layout.slot(ordinal);
    return switch (vector.getMinorType()) {
      case BIT -> new BooleanTransposer(vector, ordinal, slot);
      case TINYINT -> new ByteTransposer(vector, ordinal, slot);
      case SMALLINT -> new ShortTransposer(vector, ordinal, slot);
      case INT, FLOAT4, DATEDAY -> new IntTransposer(vector, ordinal, slot);
      case BIGINT, FLOAT8, TIMESTAMPMICROTZ, TIMESTAMPMICRO ->
          new LongTransposer(vector, ordinal, slot);
      case DECIMAL ->
          isLong((ArrowType.Decimal) vector.getField().getType())
              ? new LongDecimalTransposer(vector, ordinal, slot)
              : new WideDecimalTransposer(vector, ordinal, slot);
      case VARCHAR, VARBINARY -> new BinaryTransposer(vector, ordinal, slot);
      default -> throw new IllegalArgumentException("No rows are made into " + vector.getField());
    };
  }

  private static boolean isLong(ArrowType.Decimal type) {
    return type.getPrecision() <= Decimal.MAX_LONG_DIGITS();
  }

  /**
   * Fills the vector with this column of all rows of the page.
   *
   * @return the vector, valid until the next call
   * @throws WriteException when a row is null but the column is not nullable
   */
  final FieldVector transpose(RowPage page) {
    if (page.hasNull(ordinal) && !vector.getField().isNullable()) {
      throw nullInRequiredColumn(page);
    }
    if (vector.getValueCapacity() == 0) {
      vector.setInitialCapacity(RowPage.MAX_ROWS);
      vector.allocateNew();
    }
    copyValues(page);
    if (page.hasNull(ordinal)) {
      ValidityBitmap.copy(page, ordinal, vector.getValidityBufferAddress());
    } else {
      ValidityBitmap.fill(vector.getValidityBufferAddress(), page.rows());
    }
    vector.setValueCount(page.rows());
    return vector;
  }

  /** Copies the values of all rows; what it writes for a null is of no meaning. */
  abstract void copyValues(RowPage page);

  private WriteException nullInRequiredColumn(RowPage page) {
    int row = 0;
    while (!page.isNull(row, ordinal)) {
      row++;
    }
    Field field = vector.getField();
    return new WriteException(
        "Cannot write column "
            + SparkArrowSchema.quoted(field.getName())
            + ": row "
            + page.rowNumber(row)
            + " is null, but the column is declared NOT NULL;"
            + " declare it nullable or replace its nulls (rows count from 1 in each task)");
  }

  /** Frees the vector. */
  @Override
  public void close() {
    vector.close();
  }
}
