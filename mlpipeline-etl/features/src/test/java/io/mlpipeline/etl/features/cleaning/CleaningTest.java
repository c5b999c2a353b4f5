package io.mlpipeline.etl.features.cleaning;

import static io.mlpipeline.etl.features.cleaning.CleaningSteps.convert;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.duplicates;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.outliers;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CleaningTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("product")
            .number("price")
            .integer("quantity")
            .text("weight")
            .date("day")
            .build();
    private static final Frame ROWS = rows();

    private static Frame rows() {
        Random random = new Random(1);
        Frame.Builder rows = Frame.builder(SCHEMA);
        for (int i = 0; i < 5_000; i++) {
            RowBuffer row =
                    RowBuffer.of(SCHEMA).setText(0, "p" + random.nextInt(7)).setInteger(4, i / 10);
            if (random.nextInt(6) > 0) {
                row.setNumber(1, Math.exp(random.nextGaussian()));
            }
            rows.add(random.nextInt(6) > 0 ? row.setInteger(2, random.nextInt(60)) : row);
        }
        return rows.build();
    }

    private static Cleaning cleaning(CleaningStep... steps) {
        Cleaning.Builder builder = Cleaning.over(SCHEMA);
        Arrays.stream(steps).forEach(builder::step);
        return builder.build();
    }

    /** Fits stages that have no step by group, as an engine does, from two parts. */
    private static FittedCleaning fit(Cleaning cleaning) {
        RowStage stage = (RowStage) cleaning.stages().get(0);
        StageFit fit = StageFit.begin(stage);
        while (!fit.isDone()) {
            StagePass left = fit.pass();
            StagePass right = fit.pass();
            for (Frame.Cursor row = ROWS.cursor(); row.next(); ) {
                (row.position() % 2 == 0 ? left : right).add(row);
            }
            fit = fit.advance(left.summary().merge(right.summary()));
        }
        return FittedCleaning.of(cleaning, List.of(fit.stage()));
    }

    private static double[] sorted(String column) {
        return Arrays.stream(ROWS.numbers(column))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    @Test
    void learnsTheExactMedianOfMoreDistinctValuesThanAHistogramHolds() {
        double[] prices = sorted("price");
        assertThat(Arrays.stream(prices).distinct().count()).isGreaterThan(4_096);
        RowCleaner cleaner = fit(cleaning(missing("price").fillMedian())).liveCleaner();
        assertThat(cleaner.clean(RowBuffer.of(SCHEMA))).isTrue();
        assertThat(cleaner.row().number(1)).isEqualTo(prices[(prices.length + 1) / 2 - 1]);
    }

    @Test
    void learnsRobustBoundsExactly() {
        double[] prices = sorted("price");
        double median = prices[(prices.length + 1) / 2 - 1];
        double[] distances =
                Arrays.stream(prices).map(x -> Math.abs(x - median)).sorted().toArray();
        double bound = median + 2 * 1.4826 * distances[(distances.length + 1) / 2 - 1];
        RowCleaner cleaner =
                fit(cleaning(outliers("price").robustZScore(2).winsorize())).liveCleaner();
        assertThat(cleaner.clean(RowBuffer.of(SCHEMA).setNumber(1, 1e6))).isTrue();
        assertThat(cleaner.row().number(1)).isEqualTo(bound);
    }

    @Test
    void expressionsSayWhatTheCleanerDoesBitForBit() {
        FittedCleaning fitted = FittedCleaning.fromJson(fit(cleaning(
                        missing("price").flag("price_missing"),
                        missing("price").fillMean(),
                        outliers("price").iqr(1.5).winsorize(),
                        missing("quantity").fillMostFrequentNumber(),
                        outliers("price").zScore(1).flag("odd")))
                .toJson());
        RowCleaner cleaner = fitted.liveCleaner();
        Map<String, Expression> expressions = fitted.expressions();
        assertThat(expressions).containsOnlyKeys("price_missing", "price", "quantity", "odd");
        expressions.forEach((column, expression) -> {
            var evaluator = expression.bind(new Scope(SCHEMA, List.of()));
            for (Frame.Cursor row = ROWS.cursor(); row.next(); ) {
                assertThat(cleaner.clean(row)).isTrue();
                double cleaned = cleaner.row().number(fitted.cleanedSchema().indexOf(column));
                assertThat(evaluator.evaluate(row, new double[0])).as(column).isEqualTo(cleaned);
            }
        });
    }

    @Test
    void aLiveRowIsNeverFilledFromRowsThatItCannotSee() {
        FittedCleaning fitted = FittedCleaning.of(
                cleaning(missing("price").forwardFill("day", "product")),
                cleaning(missing("price").forwardFill("day", "product")).stages());
        assertThatThrownBy(fitted::liveCleaner)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("reads earlier rows")
                .hasMessageContaining("lag feature");
    }

    private static String cleanedWeight(CleaningStep step, String weight) {
        RowCleaner cleaner =
                FittedCleaning.of(cleaning(step), cleaning(step).stages()).liveCleaner();
        Row row = RowBuffer.of(SCHEMA).setText(3, weight);
        if (!cleaner.clean(row)) {
            return "removed: " + cleaner.removed("f", 1).violations();
        }
        Row cleaned = cleaner.row();
        return cleaned.isMissing(3)
                ? "missing"
                : cleaned.schema().column(3).type() == io.mlpipeline.api.data.ColumnType.TEXT
                        ? cleaned.text(3)
                        : Double.toString(cleaned.number(3));
    }

    @Test
    void normalizesTextByTheRulesOfNoCountry() {
        CleaningStep step = text("weight")
                .trimmed()
                .singleSpaced()
                .lowerCase()
                .composed()
                .spelling("n/a", "")
                .normalize();
        assertThat(cleanedWeight(step, "\u00a0 A\t\u3000B ")).isEqualTo("a b");
        assertThat(cleanedWeight(step, "TITLE")).isEqualTo("title");
        assertThat(cleanedWeight(step, "E\u0301")).isEqualTo("\u00e9");
        assertThat(cleanedWeight(step, "N/A")).isEqualTo("missing");
        assertThat(cleanedWeight(step, "  ")).isEqualTo("missing");
    }

    @Test
    void convertsTextAndUnitsAndSetsTheRestAside() {
        CleaningStep step = convert("weight")
                .toNumber()
                .decimalComma()
                .unit("kg", 1)
                .unit("g", 0.001)
                .missing("-")
                .quarantine("bad weight");
        assertThat(cleanedWeight(step, "1,5 kg")).isEqualTo("1.5");
        assertThat(cleanedWeight(step, " 250g ")).isEqualTo("0.25");
        assertThat(cleanedWeight(step, "-")).isEqualTo("missing");
        assertThat(cleanedWeight(step, "12")).contains("column=weight, rule=bad weight, value=12");
        assertThat(cleanedWeight(step, "1.5 kg")).startsWith("removed");
        assertThat(cleanedWeight(step, "3 lb")).startsWith("removed");
    }

    @Test
    void readsBackWhatItWrites() {
        Cleaning cleaning = cleaning(
                text("product").trimmed().spelling("x", "y").normalize(),
                convert("weight").toInteger().missing("NA").drop("bad"),
                duplicates("product", "day").keepLatest("quantity").quarantine("again"),
                missing("price").by("product").minGroupSize(3).fillMedian(),
                missing("quantity").drop("no quantity"),
                outliers("price").by("product").quantiles(0.01, 0.99).winsorize(),
                missing("product").fillMostFrequentText(),
                missing("price").forwardFill("day"));
        assertThat(Cleaning.fromJson(cleaning.toJson())).isEqualTo(cleaning);
        assertThat(Cleaning.fromJson(cleaning.toJson()).toJson()).isEqualTo(cleaning.toJson());
        assertThatThrownBy(() -> FittedCleaning.fromJson(cleaning.toJson()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not fitted yet");
        assertThatThrownBy(() -> Cleaning.fromJson("{\"op\":\"other\"}")).hasMessageContaining("Not a cleaning");
    }

    @Test
    void refusesWhatCannotWork() {
        refused(b -> b.step(missing("cost").fill(1)), "No column 'cost'");
        refused(b -> b.step(missing("product").fillMedian()), "Column 'product' holds TEXT");
        refused(b -> b.step(missing("quantity").fillMean()), "does not fit into column 'quantity'");
        refused(b -> b.step(outliers("price").by("price").flag("odd")), "makes no groups");
        refused(b -> b.step(convert("price").toInteger().drop("x")), "only text is converted");
        refused(b -> b.step(missing("price").flag("price")), "given twice");
        refused(
                b -> b.step(missing("price").fill(1))
                        .step(missing("price").fill(1))
                        .build(),
                "Two steps are called");
        refused(Cleaning.Builder::build, "1 to 63 steps");
        assertThatThrownBy(() -> outliers("price").iqr(0)).hasMessageContaining("positive number");
        assertThatThrownBy(() -> outliers("price").quantiles(0.9, 0.1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> duplicates().keepLatest("day")).hasMessageContaining("Name the key");
        assertThatThrownBy(() -> text("product").normalize()).hasMessageContaining("No rule");
        assertThatThrownBy(() -> missing("price").by("product").drop("x")).hasMessageContaining("by(..) goes with");
        assertThatThrownBy(() ->
                        cleaning(missing("price").fillMean()).stages().forEach(stage -> ((RowStage) stage).cleaner()))
                .hasMessageContaining("call fit first");
    }

    private static void refused(Consumer<Cleaning.Builder> use, String message) {
        assertThatThrownBy(() -> use.accept(Cleaning.over(SCHEMA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
