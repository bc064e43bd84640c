package org.parquetext.spark.path;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A source of Arrow vectors that are filled anew for each batch: {@link #ROWS} rows in batches of
 * {@link #BATCH}, numbers from 0 on and texts of them, every tenth null.
 */
public final class ArrowSource implements TableProvider {

  static final int ROWS = 5_000;
  static final int BATCH = 512;

  private static final StructType SCHEMA = StructType.fromDDL("id BIGINT, s STRING");

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SCHEMA;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new ArrowTable();
  }

  private static final class ArrowTable implements SupportsRead {

    @Override
    public String name() {
      return "arrow";
    }

    @Override
    @SuppressWarnings("deprecation")
    public StructType schema() {
      return SCHEMA;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return ArrowScan::new;
    }
  }

  private static final class ArrowScan implements Scan, Batch {

    @Override
    public StructType readSchema() {
      return SCHEMA;
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return new InputPartition[] {new OnlyPartition()};
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers();
    }
  }

  private static final class OnlyPartition implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private static final class Readers implements PartitionReaderFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      return new Reader();
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new UnsupportedOperationException("batches only");
    }
  }

  private static final class Reader implements PartitionReader<ColumnarBatch> {

    private final BufferAllocator allocator =
        ArrowUtils.rootAllocator().newChildAllocator("arrow source", 0, Long.MAX_VALUE);
    private final BigIntVector ids = new BigIntVector("id", allocator);
    private final VarCharVector texts = new VarCharVector("s", allocator);
    private int from = -BATCH;

    @Override
    public boolean next() {
      from += BATCH;
      return from < ROWS;
    }

    @Override
    public ColumnarBatch get() {
      int rows = Math.min(BATCH, ROWS - from);
      ids.allocateNew(rows);
      texts.allocateNew(rows);
      for (int row = 0; row < rows; row++) {
        int id = from + row;
        if (id % 10 != 0) {
          ids.set(row, id);
          texts.setSafe(row, ("text " + id % 70).getBytes(StandardCharsets.UTF_8));
        }
      }
      ids.setValueCount(rows);
      texts.setValueCount(rows);
      return new ColumnarBatch(
          new ColumnVector[] {new ArrowColumnVector(ids), new ArrowColumnVector(texts)}, rows);
    }

    @Override
    public void close() {
      ids.close();
      texts.close();
      allocator.close();
    }
  }
}
