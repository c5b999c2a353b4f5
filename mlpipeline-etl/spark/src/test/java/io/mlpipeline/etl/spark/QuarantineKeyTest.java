package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.LocalEtl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that is set aside can be found at its source by its key, whichever engine read it. */
class QuarantineKeyTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final SourceSchema COLUMNS =
            SourceSchema.of(SourceColumn.text("order"), SourceColumn.integer("line"), SourceColumn.number("price"));

    private static CsvSource source(Path folder) throws IOException {
        Path file = folder.resolve("orders.csv");
        Files.writeString(
                file,
                "order,line,price\n\"A,1\",1,5\n\"A,1\",2,0\nB,x,-1\nC,1,free\n,4,0\n\"A,1\",1,7\nD,1,2\nonly one\n");
        return CsvSource.of(COLUMNS, file.toString());
    }

    private static Expectations.Builder rules() {
        return Expectations.over(COLUMNS.schema())
                .quarantine("no price", positive("price"))
                .quarantine("again", unique("order", "line"));
    }

    private static List<String> local(CsvSource source, Expectations rules) {
        List<String> keys = new ArrayList<>();
        Frame quarantine = LocalEtl.onCallingThread().read(source, rules).quarantine();
        int key = quarantine.schema().indexOf("key");
        for (Frame.Cursor row = quarantine.cursor(); row.next(); ) {
            keys.add(row.integer(1) + "|" + row.integer(2) + "|" + row.text(4) + "|" + row.text(key));
        }
        return keys;
    }

    private static List<String> inSpark(CsvSource source, Expectations rules) {
        try (EtlResult result = SparkEtl.on(SPARK).read(source, rules)) {
            return lines(result.quarantine().orderBy("line", "reason").collectAsList());
        }
    }

    private static List<String> lines(List<Row> rows) {
        return rows.stream()
                .map(row -> row.<Long>getAs("line") + "|" + row.getAs("reason") + "|" + row.getAs("rule") + "|"
                        + row.getAs("key"))
                .toList();
    }

    @Test
    void bothEnginesGiveTheKeyOfEveryReason(@TempDir Path folder) throws IOException {
        CsvSource source = source(folder);
        Expectations rules = rules().key("order", "line").build();
        assertThat(local(source, rules))
                .containsExactly(
                        "3|1|no price|\"A,1\",2",
                        "4|1|line: not a number|B,",
                        "4|2|no price|B,",
                        "5|1|price: not a number|C,1",
                        "6|1|no price|,4",
                        "7|1|again|\"A,1\",1",
                        "9|1|wrong number of fields|,");
        assertThat(inSpark(source, rules)).isEqualTo(local(source, rules));
    }

    @Test
    void withoutAKeyItIsEmpty(@TempDir Path folder) throws IOException {
        CsvSource source = source(folder);
        Expectations rules = rules().build();
        assertThat(local(source, rules)).hasSize(7).allMatch(each -> each.endsWith("|"));
        assertThat(inSpark(source, rules)).isEqualTo(local(source, rules));
    }

    @Test
    void theKeyIsWrittenAndReported(@TempDir Path folder) throws IOException {
        CsvSource source = source(folder);
        Expectations rules = rules().key("order", "line").build();
        String inSpark = folder.resolve("quarantine").toString();
        String local = folder.resolve("quarantine.csv").toString();
        try (EtlResult result = SparkEtl.on(SPARK).read(source, rules);
                io.mlpipeline.etl.local.EtlResult other =
                        LocalEtl.onCallingThread().read(source, rules)) {
            result.writeQuarantine(inSpark, FileFormat.PARQUET);
            other.writeQuarantine(local, io.mlpipeline.etl.local.FileFormat.CSV);
            assertThat(result.report().toJson())
                    .isEqualTo(other.report().toJson())
                    .contains("\"key\":\"\\\"A,1\\\",2\"");
        }
        assertThat(lines(SPARK.read().parquet(inSpark).orderBy("line", "reason").collectAsList()))
                .isEqualTo(local(source, rules));
        assertThat(Files.readString(Path.of(local)))
                .contains(",\"raw\",\"key\"\n")
                .contains(",\"\"\"A,1\"\",2\"\n");
    }
}
