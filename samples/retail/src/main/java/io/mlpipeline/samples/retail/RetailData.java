package io.mlpipeline.samples.retail;

import static io.mlpipeline.etl.features.quality.Checks.atMost;
import static io.mlpipeline.etl.features.quality.Checks.matches;
import static io.mlpipeline.etl.features.quality.Checks.matchesNot;
import static io.mlpipeline.etl.features.quality.Checks.notNull;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;

import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.nio.file.Path;
import java.time.ZoneId;

/** What sales lines look like, which of them count as demand, and how they become daily series. */
final class RetailData {
    private static final ZoneId SHOP = ZoneId.of("Europe/London");
    private static final SourceSchema LINES = SourceSchema.of(
                    SourceColumn.text("invoice").from("InvoiceNo", "invoice"),
                    SourceColumn.text("item").from("StockCode", "item").upperCase(),
                    SourceColumn.text("description").from("Description", "description"),
                    SourceColumn.integer("quantity").from("Quantity", "quantity"),
                    SourceColumn.timestamp("sold_at", SHOP, "yyyy-MM-dd HH:mm:ss")
                            .from("InvoiceDate", "sold_at"),
                    SourceColumn.number("price").from("UnitPrice", "unit_price"),
                    SourceColumn.integer("customer").from("CustomerID", "customer"),
                    SourceColumn.text("store").from("Country", "store"))
            .missing("", "NA");

    private RetailData() {}

    static CsvSource lines(Path file) {
        return CsvSource.of(LINES, file.toString());
    }

    /**
     * The rules in the order in which they decide. A cancelled order is no demand, and neither is postage: such lines are expected
     * and left out. What should not be in a sales file at all is set aside with its reasons.
     */
    static Expectations expectations() {
        return Expectations.over(LINES.schema())
                .drop(
                        "no exact duplicate",
                        unique("invoice", "item", "description", "quantity", "sold_at", "price", "customer", "store"))
                .drop("no cancellation (invoice C...)", matchesNot("invoice", "C.*"))
                .quarantine("no bad debt adjustment (invoice A...)", matchesNot("invoice", "A.*"))
                .quarantine("invoice known", notNull("invoice"))
                .quarantine("item known", notNull("item"))
                .quarantine("time known", notNull("sold_at"))
                .quarantine("quantity known", notNull("quantity"))
                .quarantine("quantity positive", positive("quantity"))
                .quarantine("price known", notNull("price"))
                .quarantine("price positive", positive("price"))
                .drop("item is a product, not postage or a fee", matches("item", "[0-9]{5}[A-Z]*"))
                .quarantine("quantity at most 10,000", atMost("quantity", 10_000))
                .warn("description known", notNull("description"))
                .warn("customer known", notNull("customer"))
                .maxQuarantineShare(0.2)
                .build();
    }

    /** Units and mean price per item and day; a day without a sale has 0 units and no price. */
    static Resampling daily() {
        return Resampling.daily("day")
                .key("item")
                .time("sold_at", SHOP)
                .sum("quantity", "units")
                .fillMissing("units", 0)
                .mean("price", "price")
                .build();
    }
}
