package io.mlpipeline.etl.local;

import static io.mlpipeline.etl.features.quality.Checks.atLeast;
import static io.mlpipeline.etl.features.quality.Checks.matchesNot;
import static io.mlpipeline.etl.features.quality.Checks.notNull;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.RuleOutcome;
import io.mlpipeline.etl.features.quality.Severity;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.testkit.data.SharedData;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The real file, whose counts were taken with another tool before. */
class OnlineRetailTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final SourceSchema SALES = SourceSchema.of(
            text("invoice").from("InvoiceNo"),
            text("item").from("StockCode"),
            text("description").untrimmed(),
            integer("quantity"),
            timestamp("sold_at", LONDON, "yyyy-MM-dd HH:mm:ss").from("InvoiceDate"),
            number("price").from("UnitPrice"),
            integer("customer").from("CustomerID"),
            text("country"));

    private static final Expectations RULES = Expectations.over(SALES.schema())
            .drop("duplicate", unique())
            .drop("cancellation", matchesNot("invoice", "C.*"))
            .quarantine("bad debt", matchesNot("invoice", "A.*"))
            .quarantine("negative price", atLeast("price", 0))
            .quarantine("negative quantity", positive("quantity"))
            .quarantine("zero price", positive("price"))
            .warn("no customer", notNull("customer"))
            .warn("no description", notNull("description"))
            .build();

    @Test
    void everyRowIsAccountedForAndTheCountsAreThoseOfTheManifest() {
        String file = SharedData.file("data/online_retail_uci352.csv.gz").toString();
        try (EtlResult result = LocalEtl.onCallingThread().read(CsvSource.of(SALES, file), RULES)) {
            QualityReport report = result.report();
            assertThat(report.read()).isEqualTo(541_909);
            assertThat(report.rule("duplicate").hits()).isEqualTo(5_268);
            assertThat(report.rule("cancellation").hits()).isEqualTo(9_288);
            assertThat(report.rule("bad debt").hits()).isEqualTo(3);
            assertThat(report.rule("negative price").hits()).isEqualTo(2);
            assertThat(report.rule("negative quantity").hits()).isEqualTo(10_624);
            assertThat(report.rule("zero price").hits()).isEqualTo(2_515 + 2);
            assertThat(report.rule("no customer").hits()).isEqualTo(135_080);
            assertThat(report.rule("no description").hits()).isEqualTo(1_454);
            assertThat(report.rules()).hasSize(8);

            assertThat(report.kept() + report.quarantined() + report.dropped()).isEqualTo(541_909);
            long decided = report.rules().stream()
                    .filter(rule -> rule.severity() != Severity.WARN)
                    .mapToLong(RuleOutcome::rows)
                    .sum();
            assertThat(decided).isEqualTo(541_909 - report.kept());
            assertThat(result.clean().frame().size()).isEqualTo(report.kept());
            assertThat(Arrays.stream(result.quarantine().numbers("reason"))
                            .filter(each -> each == 1)
                            .count())
                    .isEqualTo(report.quarantined());
            assertSeriesHoldEveryUnit(result.clean());
        }
    }

    private static void assertSeriesHoldEveryUnit(LocalTable clean) {
        LocalTable daily = clean.resample(Resampling.daily("day")
                .key("item")
                .time("sold_at", LONDON)
                .sum("quantity", "units")
                .fillMissing("units", 0)
                .mean("price", "price")
                .carryForward("price")
                .build());
        Frame series = daily.frame();
        double quantities = Arrays.stream(clean.frame().numbers("quantity")).sum();
        assertThat(Arrays.stream(series.numbers("units")).sum()).isEqualTo(quantities);
        assertThat(Arrays.stream(series.numbers("price")).anyMatch(Double::isNaN))
                .isFalse();
        assertThat(Arrays.stream(series.numbers("price")).min().orElseThrow()).isPositive();
        assertThat(Arrays.stream(series.numbers("day")).max().orElseThrow())
                .isEqualTo(LocalDate.of(2011, 12, 9).toEpochDay());
    }
}
