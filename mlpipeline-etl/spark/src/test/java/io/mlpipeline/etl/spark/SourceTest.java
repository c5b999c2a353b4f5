package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.join.KeyJoin;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.JdbcSource;
import io.mlpipeline.etl.features.source.Source;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.testkit.source.ReadTable;
import io.mlpipeline.testkit.source.SourceContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTest extends SourceContract {
    private static final SparkSession SPARK = LocalSpark.session();

    @Override
    protected ReadTable read(Source source, Expectations expectations, boolean inParts) {
        ReadTable read = read(source, expectations, inParts, true);
        ReadTable other = read(source, expectations, inParts, false);
        assertThat(other.rows()).as("without ANSI").isEqualTo(read.rows());
        assertThat(other.quarantine()).as("without ANSI").isEqualTo(read.quarantine());
        return read;
    }

    private static ReadTable read(Source source, Expectations expectations, boolean inParts, boolean ansi) {
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.ansi.enabled", ansi);
        session.conf().set("spark.sql.files.maxPartitionBytes", inParts ? 100_000L : 1L << 30);
        try (EtlResult result = SparkEtl.on(session).read(source, expectations)) {
            List<String> quarantine = result.quarantine().orderBy("file", "line", "reason").collectAsList().stream()
                    .map(SourceTest::text)
                    .toList();
            return new ReadTable(result.clean().collect(), quarantine, result.report());
        }
    }

    private static String text(Row row) {
        return String.join(
                "|",
                String.valueOf(Path.of(row.getString(0)).getFileName()),
                String.valueOf(row.getLong(1)),
                String.valueOf(row.getInt(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }

    @Override
    protected List<String> join(KeyJoin join, Frame rows, Frame other) {
        JoinResult result = table(rows).join(join, table(other));
        Frame joined = result.table().collect("id");
        List<String> texts = new ArrayList<>(IntStream.range(0, joined.size())
                .mapToObj(row -> joined.row(row).toString())
                .toList());
        texts.add("matched " + result.matched() + ", unmatched " + result.unmatched());
        return texts;
    }

    private static SparkTable table(Frame frame) {
        List<Row> rows = IntStream.range(0, frame.size())
                .mapToObj(frame::row)
                .map(PhysicalRows::toSpark)
                .toList();
        Dataset<Row> physical = SPARK.createDataFrame(rows, PhysicalRows.struct(frame.schema()));
        return new SparkTable(physical, frame.schema());
    }

    @Test
    void readsADatabaseFromATask(@TempDir Path folder) throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("sales.db");
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().executeUpdate("CREATE TABLE sales (id INTEGER, qty TEXT)");
            connection.createStatement().executeUpdate("INSERT INTO sales VALUES (1, '3'), (2, 'many'), (3, NULL)");
        }
        SourceSchema schema = SourceSchema.of(SourceColumn.integer("id"), SourceColumn.number("qty"));
        Source source =
                JdbcSource.of(schema, () -> DriverManager.getConnection(url), "SELECT * FROM sales ORDER BY id");

        ReadTable read = read(source, Expectations.over(schema.schema()).build(), false);

        assertThat(read.rows()).containsExactly("{id=1, qty=3.0}", "{id=3, qty=missing}");
        assertThat(read.quarantine())
                .containsExactly(
                        "SELECT * FROM sales ORDER BY id|2|1|qty|qty: not a number|many|{\"id\":2,\"qty\":\"many\"}");
    }
}
