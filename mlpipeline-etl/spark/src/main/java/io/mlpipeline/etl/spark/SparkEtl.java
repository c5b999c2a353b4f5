package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.Source;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads, checks and reshapes data on the host's Spark session.
 *
 * <p>The session is used as it is: it is never configured and never stopped, and none of its settings changes a result.
 * Spark moves rows; every value is parsed, checked and computed by the same Java code as elsewhere. Safe for use by many
 * threads.
 */
public final class SparkEtl {
    private final SparkSession session;

    private SparkEtl(SparkSession session) {
        this.session = session;
    }

    /**
     * Uses a session of the host.
     *
     * @param session a running session, which stays the host's
     * @return an engine on that session
     * @throws IllegalStateException if the JVM was started without the flags that Spark needs; the message lists them
     */
    public static SparkEtl on(SparkSession session) {
        Opens.require();
        return new SparkEtl(session);
    }

    /**
     * Reads a source and accounts for every row. A file larger than the session's {@code spark.sql.files.maxPartitionBytes} is read in
     * parts where it can be cut: plain CSV and Parquet can, gzip can't.
     *
     * @param source where the files are and what they look like
     * @param expectations what their rows must look like, over the source's schema
     * @return the rows and the account, held in Spark's storage until closed
     * @throws io.mlpipeline.api.error.InvalidDataException if there is no file, one cannot be read to its end, a header does
     *     not fit, or the rows are not good enough to go on with; the message names the file, the line and the fix
     * @throws IllegalArgumentException if the expectations are over another schema
     */
    public EtlResult read(Source source, Expectations expectations) {
        Schema schema = source.schema().schema();
        if (!expectations.schema().equals(schema)) {
            throw new IllegalArgumentException("The expectations are over " + expectations.schema()
                    + ", the source has " + schema + "; make them with Expectations.over(source.schema().schema())");
        }
        Configuration hadoop = session.sparkContext().hadoopConfiguration();
        InputFiles files =
                source instanceof FileSource inFiles ? InputFiles.find(inFiles, hadoop) : InputFiles.none(hadoop);
        List<InputPart> parts = source instanceof FileSource inFiles
                ? CutFiles.parts(session, inFiles, files)
                : List.of(new InputPart(0, FilePart.WHOLE));
        Dataset<Row> read = session.createDataset(
                        IntStream.range(0, parts.size()).boxed().toList(), Encoders.INT())
                .mapPartitions(
                        new ReadFiles(source, expectations, files, parts), Encoders.row(ReadRows.struct(schema)));
        return account(HeldRows.hold(MarkRepeats.all(read, expectations)), expectations);
    }

    private static EtlResult account(HeldRows rows, Expectations expectations) {
        try {
            QualityReport report = Accounting.of(rows, expectations);
            expectations.judge(report);
            return new EtlResult(rows, expectations.schema(), report);
        } catch (RuntimeException e) {
            rows.release();
            throw e;
        }
    }

    /**
     * Takes data that the host has in Spark already.
     *
     * @param rows columns of numbers, strings, booleans, dates and timestamps
     * @return a table of them
     * @throws IllegalArgumentException if a column has another type
     */
    public SparkTable table(Dataset<Row> rows) {
        Schema schema = PhysicalRows.schemaOf(rows.schema());
        return new SparkTable(PhysicalRows.fromLogical(rows, schema), schema);
    }
}
