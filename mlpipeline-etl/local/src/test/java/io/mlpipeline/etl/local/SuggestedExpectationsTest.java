package io.mlpipeline.etl.local;

import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.etl.features.quality.ExpectationSuggestions;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.TableOutcome;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.testkit.data.SharedData;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What real files support holds on them, and is what people who know them would say. */
class SuggestedExpectationsTest {
    private static CsvSource source(String file, SourceSchema columns) {
        return CsvSource.of(
                columns.ignoringUnknownColumns(),
                SharedData.file("data/" + file).toString());
    }

    /** Suggests on two threads and checks the same file by it. */
    private static ExpectationSuggestions holding(CsvSource source) {
        Expectations nothing = Expectations.over(source.schema().schema()).build();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            LocalEtl etl = LocalEtl.on(threads, 2);
            LocalTable table = etl.read(source, nothing).clean();
            ExpectationSuggestions suggestions = table.suggestExpectations();
            assertThat(suggestions.toString())
                    .isEqualTo(ExpectationSuggestions.of(table.frame()).toString());
            QualityReport report =
                    etl.read(source, suggestions.asExpectations()).report();
            assertThat(report.rules())
                    .isNotEmpty()
                    .allSatisfy(
                            rule -> assertThat(rule.hits()).as(rule.toString()).isZero());
            assertThat(report.tableRules()).allMatch(TableOutcome::isMet);
            assertThat(report.rules().size() + report.tableRules().size())
                    .isEqualTo(suggestions.all().size());
            return suggestions;
        } finally {
            threads.shutdown();
        }
    }

    private static String evidence(ExpectationSuggestions suggestions, String rule) {
        return suggestions.rule(rule).orElseThrow().evidence();
    }

    @Test
    void californiaHousing() {
        ExpectationSuggestions houses = holding(source(
                "california_housing.csv.gz",
                SourceSchema.of(
                        number("longitude"),
                        number("total_bedrooms"),
                        number("median_income"),
                        number("median_house_value"),
                        text("ocean_proximity"))));
        assertThat(evidence(houses, "total_bedrooms is there")).startsWith("20433 of 20640 rows have a value");
        assertThat(houses.rule("total_bedrooms is there").orElseThrow().least()).isBetween(0.98, 20433 / 20640.0);
        assertThat(evidence(houses, "median_house_value is in range")).contains("from 14999.0 to 500001.0");
        assertThat(houses.rule("longitude is not negative")).isEmpty();
        assertThat(houses.rule("ocean_proximity is one of the known")
                        .orElseThrow()
                        .java())
                .isEqualTo(
                        "oneOf(\"ocean_proximity\", \"<1H OCEAN\", \"INLAND\", \"ISLAND\", \"NEAR BAY\", \"NEAR OCEAN\")");
    }

    @Test
    void adult() {
        ExpectationSuggestions people = holding(source(
                "adult_uci2.csv.gz",
                SourceSchema.of(
                        integer("age"),
                        text("workclass").missing("?"),
                        text("education"),
                        integer("capital-gain"),
                        text("native-country").missing("?"))));
        assertThat(evidence(people, "age is in range")).contains("from 17.0 to 90.0");
        assertThat(evidence(people, "education is one of the known")).contains("are 16 different ones");
        assertThat(evidence(people, "native-country is one of the known")).contains("are 41 different ones");
        assertThat(people.rule("workclass is there").orElseThrow().least()).isBetween(0.93, 0.95);
        assertThat(people.rule("age is unique")).isEmpty();
    }

    @Test
    void onlineRetail() {
        ExpectationSuggestions sales = holding(source(
                "online_retail_uci352.csv.gz",
                SourceSchema.of(
                        text("invoice").from("InvoiceNo"),
                        text("item").from("StockCode"),
                        text("description").from("Description"),
                        integer("quantity"),
                        timestamp("sold_at", ZoneId.of("Europe/London"), "yyyy-MM-dd HH:mm:ss")
                                .from("InvoiceDate"),
                        number("price").from("UnitPrice"),
                        integer("customer").from("CustomerID"),
                        text("country"))));
        assertThat(evidence(sales, "quantity is not negative")).startsWith("10624 of 541909 values are below 0");
        assertThat(evidence(sales, "price is not negative")).startsWith("2 of 541909 values are below 0");
        assertThat(evidence(sales, "customer is there")).startsWith("406829 of 541909 rows have a value");
        assertThat(evidence(sales, "country is one of the known")).contains("are 38 different ones");
        assertThat(sales.rule("invoice has the shape of a code").orElseThrow().java())
                .isEqualTo("matches(\"invoice\", \"[0-9]{6}\")");
        assertThat(sales.rule("item has the shape of a code").orElseThrow().java())
                .startsWith("matches(\"item\", \"[0-9]{5}");
    }
}
