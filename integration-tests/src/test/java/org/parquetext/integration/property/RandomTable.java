package org.parquetext.integration.property;

import com.holdenkarau.spark.testing.DataframeGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.scalacheck.Gen;
import org.scalacheck.rng.Seed;
import scala.Option;

/** Random columns and rows; the same for the same seed. */
final class RandomTable {
  private static final int MAX_COLUMNS = 12;
  private static final int MAX_ROWS = 2_000;
  private static final int RETRIES = 100;

  private final List<RandomColumn> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  RandomTable(long seed) {
    Random random = new Random(seed);
    int columnCount = 1 + random.nextInt(MAX_COLUMNS);
    for (int i = 0; i < columnCount; i++) {
      columns.add(new RandomColumn(new Random(random.nextLong()), i));
    }
    int rowCount = (int) (MAX_ROWS * Math.pow(random.nextDouble(), 2));
    Gen<Row> generator = DataframeGenerator.getRowGenerator(generated());
    for (int i = 0; i < rowCount; i++) {
      Seed rowSeed = Seed.apply(random.nextLong());
      rows.add(row(generator.pureApply(new Parameters(), rowSeed, RETRIES)));
    }
  }

  StructType schema() {
    return new StructType(columns.stream().map(RandomColumn::field).toArray(StructField[]::new));
  }

  Dataset<Row> rows(SparkSession session) {
    return frame(rows, session);
  }

  /** The rows as a reader of the files has to see them. */
  Dataset<Row> writtenRows(SparkSession session) {
    return frame(rows.stream().map(row -> WrittenValue.of(row)).toList(), session);
  }

  private Dataset<Row> frame(List<Row> values, SparkSession session) {
    return session.createDataFrame(
        values, CharVarcharUtils.replaceCharVarcharWithStringInSchema(schema()));
  }

  private Row row(Row arbitrary) {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).next(arbitrary.get(i));
    }
    return RowFactory.create(values);
  }

  /** The schema for the generator, in whose place the columns themselves make some types. */
  private StructType generated() {
    StructType generated = new StructType();
    for (RandomColumn column : columns) {
      DataType type = column.isArbitrary() ? column.field().dataType() : DataTypes.BooleanType;
      generated = generated.add(column.field().name(), type);
    }
    return generated;
  }

  /** ScalaCheck's defaults, whose own name is a keyword of Java. */
  private static final class Parameters extends Gen.Parameters {
    @Override
    public int size() {
      return 100;
    }

    @Override
    public Option<Seed> initialSeed() {
      return Option.empty();
    }
  }
}
