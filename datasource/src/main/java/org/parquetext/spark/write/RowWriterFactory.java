package org.parquetext.spark.write;

import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Writers of Spark's interface of file formats that know nothing of batches, in the place of some
 * that do: of a {@link BatchRow} they get one row after the other. Travels to the executors.
 * Internal.
 */
public final class RowWriterFactory extends OutputWriterFactory {

  private static final long serialVersionUID = 1L;

  private final OutputWriterFactory writers;

  /** Writers of rows. */
  public RowWriterFactory(OutputWriterFactory writers) {
    this.writers = writers;
  }

  @Override
  public String getFileExtension(TaskAttemptContext context) {
    return writers.getFileExtension(context);
  }

  @Override
  public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
    return new RowWriter(writers.newInstance(path, dataSchema, context));
  }

  /** One of them. */
  private static final class RowWriter extends OutputWriter {

    private final OutputWriter writer;

    RowWriter(OutputWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(InternalRow row) {
      if (!(row instanceof BatchRow batch)) {
        writer.write(row);
      } else if (batch != BatchRow.COUNTED) {
        for (int i = 0; i < batch.rows().count(); i++) {
          writer.write(batch.batch().getRow(batch.rows().at(i)));
        }
      }
    }

    @Override
    public void close() {
      writer.close();
    }

    @Override
    public String path() {
      return writer.path();
    }
  }
}
