package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.spark.DirtyFile.Dirt;
import io.mlpipeline.etl.spark.DirtyFile.Expected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every bad cell lands in quarantine with its file, line, column, reason and raw text, and no good row does. */
class InjectedDirtTest {
    private static final int CELLS = 10_000;
    private static final List<Dirt> KINDS = List.of(
            new Dirt("unparseable number", ColumnType.NUMBER, "12a4", ": not a number"),
            new Dirt("decimal comma", ColumnType.NUMBER, "3,5", ": not a number"),
            new Dirt("not a number at all", ColumnType.NUMBER, "NaN", ": not a number"),
            new Dirt("infinity", ColumnType.NUMBER, "Infinity", ": not a number"),
            new Dirt("hexadecimal", ColumnType.NUMBER, "0x1F", ": not a number"),
            new Dirt("grouped digits", ColumnType.NUMBER, "1_000", ": not a number"),
            new Dirt("beyond doubles", ColumnType.NUMBER, "1e999", ": number too large"),
            new Dirt("number out of range", ColumnType.NUMBER, "9e12", " out of range"),
            new Dirt("missing number", ColumnType.NUMBER, "", " missing"),
            new Dirt("fraction", ColumnType.INTEGER, "7.5", ": not a whole number"),
            new Dirt("beyond longs", ColumnType.INTEGER, "99999999999999999999", ": number too large"),
            new Dirt("integer out of range", ColumnType.INTEGER, "-900000000000", " out of range"),
            new Dirt("repeated key", ColumnType.INTEGER, "0", " repeated"),
            new Dirt("bad date", ColumnType.DATE, "2011-02-30", ": not a date"),
            new Dirt("bad timestamp", ColumnType.TIMESTAMP, "2011-13-01 08:00:00", ": not a date and time"),
            new Dirt("neither true nor false", ColumnType.BOOLEAN, "maybe", ": neither true nor false"),
            new Dirt("unknown category", ColumnType.TEXT, "no such category", " not accepted"),
            new Dirt("broken pattern", ColumnType.TEXT, "a#b", " has an odd character"),
            new Dirt("overlong text", ColumnType.TEXT, "x".repeat(5_000), " too long"),
            new Dirt("missing text", ColumnType.TEXT, " ", " missing"));

    enum Data {
        ADULT(
                "adult_uci2",
                SourceColumn.integer("age"),
                SourceColumn.text("workclass").missing("?"),
                SourceColumn.text("education"),
                SourceColumn.integer("hours").from("hours-per-week")),
        BANK(
                "bank_marketing_full_uci222",
                SourceColumn.integer("age"),
                SourceColumn.integer("balance"),
                SourceColumn.text("job"),
                SourceColumn.bool("housing"),
                SourceColumn.bool("y")),
        BIKES(
                "bike_sharing_hour_uci275",
                SourceColumn.date("dteday", "yyyy-MM-dd"),
                SourceColumn.bool("holiday"),
                SourceColumn.number("temp"),
                SourceColumn.number("windspeed"),
                SourceColumn.integer("cnt")),
        HOUSING(
                "california_housing",
                SourceColumn.number("median_income"),
                SourceColumn.number("total_bedrooms"),
                SourceColumn.text("ocean_proximity")),
        RETAIL(
                "online_retail_uci352",
                SourceColumn.text("InvoiceNo"),
                SourceColumn.integer("Quantity"),
                SourceColumn.timestamp("InvoiceDate", ZoneId.of("Europe/London"), "yyyy-MM-dd HH:mm:ss"),
                SourceColumn.number("UnitPrice"),
                SourceColumn.integer("CustomerID"),
                SourceColumn.text("Country")),
        SEOUL(
                "seoul_bike_uci560",
                SourceColumn.date("Date", "dd/MM/yyyy"),
                SourceColumn.integer("count").from("Rented Bike Count"),
                SourceColumn.number("Temperature"),
                SourceColumn.text("Seasons"),
                SourceColumn.bool("open").from("Functioning Day")),
        SHOPPERS(
                "online_shoppers_uci468",
                SourceColumn.number("BounceRates"),
                SourceColumn.text("Month"),
                SourceColumn.integer("Region"),
                SourceColumn.bool("Weekend"));

        private final String file;
        private final SourceColumn[] columns;

        Data(String file, SourceColumn... columns) {
            this.file = file;
            this.columns = columns;
        }
    }

    private static List<Dirt> kindsFor(DirtyFile file) {
        return KINDS.stream().filter(kind -> !file.columnsFor(kind).isEmpty()).toList();
    }

    @ParameterizedTest
    @EnumSource(Data.class)
    void landsInQuarantineOnOneMachine(Data data, @TempDir Path folder) throws IOException {
        DirtyFile file = DirtyFile.of(data.file, folder, data.columns);
        Path dirty = folder.resolve("dirty.csv");
        for (Dirt kind : kindsFor(file)) {
            Map<Long, Expected> expected = file.write(dirty, List.of(kind), CELLS);
            io.mlpipeline.etl.local.EtlResult result = LocalEtl.onCallingThread()
                    .read(CsvSource.of(file.columns(), dirty.toString()), file.expectations());
            Map<Long, Set<List<String>>> found = new HashMap<>();
            Frame quarantine = result.quarantine();
            for (Frame.Cursor row = quarantine.cursor(); row.next(); ) {
                assertThat(row.text(0)).isEqualTo(dirty.toString());
                found.computeIfAbsent(row.integer(1), line -> new HashSet<>())
                        .add(List.of(row.text(3), row.text(4), row.text(6)));
            }
            assertFound(data + " on one machine, " + kind.kind(), file, result.report(), found, expected);
        }
    }

    /** All kinds in one file of each data set. */
    @ParameterizedTest
    @EnumSource(Data.class)
    void landsInQuarantineInSpark(Data data, @TempDir Path folder) throws IOException {
        DirtyFile file = DirtyFile.of(data.file, folder, data.columns);
        Path dirty = folder.resolve("dirty.csv");
        List<Dirt> kinds = kindsFor(file);
        Map<Long, Expected> expected = file.write(dirty, kinds, CELLS);
        try (EtlResult result = SparkEtl.on(LocalSpark.session())
                .read(CsvSource.of(file.columns(), dirty.toString()), file.expectations())) {
            Map<Long, Set<List<String>>> found = new HashMap<>();
            for (Row row : result.quarantine().collectAsList()) {
                found.computeIfAbsent(row.<Long>getAs("line"), line -> new HashSet<>())
                        .add(List.of(row.getAs("column"), row.getAs("rule"), row.getAs("raw")));
            }
            assertFound(data + " in Spark, " + kinds.size() + " kinds", file, result.report(), found, expected);
        }
    }

    private static void assertFound(
            String what,
            DirtyFile file,
            QualityReport report,
            Map<Long, Set<List<String>>> found,
            Map<Long, Expected> expected) {
        assertThat(found.keySet()).as(what).isEqualTo(expected.keySet()).hasSize(CELLS);
        expected.forEach((line, each) ->
                assertThat(found.get(line)).as(what).contains(List.of(each.column(), each.rule(), each.raw())));
        assertThat(report.read()).isEqualTo(file.rows());
        assertThat(report.quarantined()).isEqualTo(CELLS);
        assertThat(report.kept() + report.quarantined() + report.dropped()).isEqualTo(report.read());
        System.out.printf(
                Locale.ROOT,
                "%-45s %,d bad cells of %,d rows: %,d quarantined, %,d kept%n",
                what,
                expected.size(),
                report.read(),
                report.quarantined(),
                report.kept());
    }
}
