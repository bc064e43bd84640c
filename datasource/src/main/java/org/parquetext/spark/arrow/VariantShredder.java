package org.parquetext.spark.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.datasources.parquet.SparkShreddingUtils$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantSchema;
import org.apache.spark.unsafe.types.VariantVal;
import org.parquetext.WriteException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts shredded variants in the place of whole ones: each becomes, by Spark's own code, the struct
 * of {@code metadata}, {@code value} and {@code typed_value} that the Parquet specification of
 * variant shredding describes. All other columns keep their values and places. Internal. Not
 * thread-safe; used on the task thread, since its projections read the session configuration when
 * they are made.
 */
public final class VariantShredder {

  private final UnsafeRowConverter converter;
  private final int[] shreddedOrdinals;
  private final Cell[] cells;
  private final GenericInternalRow shreddedColumns;
  private final JoinedRow joined = new JoinedRow();
  private final UnsafeProjection projection;

  /**
   * A shredder of rows.
   *
   * @param rows the columns of the rows
   * @param shredded the same columns, where a variant may be a struct that Spark has marked as a
   *     shredded one
   */
  public VariantShredder(StructType rows, StructType shredded) {
    this.converter = new UnsafeRowConverter(rows);
    List<Integer> ordinals = new ArrayList<>();
    List<Cell> shreddedCells = new ArrayList<>();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      DataType from = rows.fields()[i].dataType();
      DataType to = shredded.fields()[i].dataType();
      if (from.equals(to)) {
        columns.add(new BoundReference(i, from, true));
      } else {
        columns.add(new BoundReference(rows.size() + ordinals.size(), nullable(to), true));
        ordinals.add(i);
        shreddedCells.add(cell(from, to));
      }
    }
    this.shreddedOrdinals = ordinals.stream().mapToInt(Integer::intValue).toArray();
    this.cells = shreddedCells.toArray(Cell[]::new);
    this.shreddedColumns = new GenericInternalRow(cells.length);
    this.projection = UnsafeProjection.create(CollectionConverters.asScala(columns).toSeq());
  }

  /** So that a null where none may be reaches whoever can name its column. */
  private static DataType nullable(DataType type) {
    return ((StructType) type).asNullable();
  }

  /**
   * Shreds the variants of one row; the result is valid until the next call.
   *
   * @param rowNumber what a message calls the row
   * @throws WriteException when a decimal does not fit its type
   */
  public UnsafeRow shred(InternalRow row, long rowNumber) {
    InternalRow whole = row instanceof UnsafeRow ? row : converter.convert(row, rowNumber);
    for (int i = 0; i < cells.length; i++) {
      shreddedColumns.update(i, cells[i].of(whole, shreddedOrdinals[i]));
    }
    return projection.apply(joined.apply(whole, shreddedColumns));
  }

  private static Cell cell(DataType from, DataType to) {
    if (from instanceof VariantType && !from.equals(to)) {
      VariantSchema schema = SparkShreddingUtils$.MODULE$.buildVariantSchema(to);
      return (row, ordinal) -> shredded(row, ordinal, schema);
    }
    if (from instanceof StructType struct && !from.equals(to)) {
      Cell[] fields = fields(struct, (StructType) to);
      return (row, ordinal) -> struct(row, ordinal, fields);
    }
    return (row, ordinal) -> row.isNullAt(ordinal) ? null : row.get(ordinal, from);
  }

  private static Cell[] fields(StructType from, StructType to) {
    StructField[] fields = from.fields();
    Cell[] cells = new Cell[fields.length];
    for (int i = 0; i < fields.length; i++) {
      cells[i] = cell(fields[i].dataType(), to.fields()[i].dataType());
    }
    return cells;
  }

  private static InternalRow shredded(SpecializedGetters row, int ordinal, VariantSchema schema) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    VariantVal value = row.getVariant(ordinal);
    return SparkShreddingUtils$.MODULE$.castShredded(
        new Variant(value.getValue(), value.getMetadata()), schema);
  }

  private static InternalRow struct(SpecializedGetters row, int ordinal, Cell[] fields) {
    if (row.isNullAt(ordinal)) {
      return null;
    }
    InternalRow from = row.getStruct(ordinal, fields.length);
    GenericInternalRow to = new GenericInternalRow(fields.length);
    for (int i = 0; i < fields.length; i++) {
      to.update(i, fields[i].of(from, i));
    }
    return to;
  }

  /** Makes the value of one column or field of a struct, null for null. */
  private interface Cell {
    Object of(SpecializedGetters row, int ordinal);
  }
}
