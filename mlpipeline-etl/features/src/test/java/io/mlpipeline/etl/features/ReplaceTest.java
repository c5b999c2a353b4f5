package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.custom;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplaceTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("item")
            .date("day")
            .number("price")
            .number("y")
            .build();

    /** Prices 2, missing, 900, 4 on four days; the median of what is there is 4, so cleaned they are 2, 4, 10, 4. */
    private static Frame prices() {
        Frame.Builder frame = Frame.builder(SCHEMA);
        double[] prices = {2, Double.NaN, 900, 4};
        for (int i = 0; i < prices.length; i++) {
            frame.add(RowBuffer.of(SCHEMA)
                    .set("item", "a")
                    .set("day", Sales.START.plusDays(i))
                    .set("price", prices[i])
                    .set("y", i));
        }
        return frame.build();
    }

    private static FeaturePipeline.Builder cleaned() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .target("y")
                .knownAhead("price")
                .feature("raw", column("price"))
                .replace("price", column("price").imputeMedian())
                .replace("price", column("price").clip(0, 10));
    }

    @Test
    void whatFollowsSeesTheCleanedColumnAndWhatWentBeforeTheRawOne() {
        FittedFeatures fitted = cleaned()
                .feature("price", column("price"))
                .feature("lag", lag("price", days(1)))
                .feature("mean", rolling("price", days(3)).mean())
                .feature("scaled", rolling("price", days(3)).sum().minMax())
                .build()
                .fit(prices());

        Frame out = fitted.transform(prices());
        assertThat(out.numbers("raw")).containsExactly(2, Double.NaN, 900, 4);
        assertThat(out.numbers("price")).containsExactly(2, 4, 10, 4);
        assertThat(out.numbers("lag")).containsExactly(Double.NaN, 2, 4, 10);
        assertThat(out.numbers("mean")).containsExactly(Double.NaN, 2, 3, 16 / 3.0);
        assertThat(out.numbers("scaled")).containsExactly(0, 2 / 16.0, 6 / 16.0, 1);
    }

    @Test
    void liveRowsAndSeriesAreCleanedAlike() {
        FittedFeatures trained = cleaned()
                .feature("price", column("price"))
                .feature("sum", rolling("price", days(3)).sum())
                .build()
                .fit(prices());
        FittedFeatures live = FittedFeatures.fromJson(trained.toJson(), trained.profile());
        SeriesReader reader = live.seriesReader(SCHEMA);
        long[] times = new long[3];
        double[][] values = new double[1][3];
        double[] read = new double[1];
        for (int i = 0; i < times.length; i++) {
            Row row = prices().row(i);
            times[i] = row.integer(1);
            reader.read(row, read);
            values[0][i] = read[0];
        }
        double[] out = new double[3];

        live.kernel(SCHEMA).transform(prices().row(3), Series.of("a", reader.columns(), times, values), out);

        assertThat(out).containsExactly(4, 4, 16);
        assertThat(live).isEqualTo(trained);
    }

    @Test
    void refusesASeriesOfRawValues() {
        FittedFeatures fitted =
                cleaned().feature("lag", lag("price", days(1))).build().fit(prices());
        Series raw = Series.of("a", List.of("price"), new long[] {1}, new double[][] {{900}});

        assertThatThrownBy(() -> fitted.kernel(SCHEMA).transform(prices().row(3), raw, new double[2]))
                .hasMessageContaining("no column 'price (replaced)'")
                .hasMessageContaining("FittedFeatures.history");
    }

    @Test
    void learnsTheSameFromAnyParts() {
        Frame sales = Sales.random(6, 60, 3);
        FeaturePipeline pipeline = Sales.series()
                .replace("price", column("price").imputeMedian().clip(1, 8))
                .feature("mean", rolling("price", days(14)).mean().imputeMean().standardize())
                .build();
        FeatureFit fit = FeatureFit.begin(pipeline);
        while (!fit.isDone()) {
            FitSummary merged = FeatureFit.fromJson(fit.toJson()).pass().summary();
            for (int part = 0; part < 6; part++) {
                int mine = part;
                int[] rows = IntStream.range(0, sales.size())
                        .filter(row -> Sales.itemOf(sales.row(row)) == mine)
                        .toArray();
                merged.merge(FeatureFit.fromJson(fit.toJson())
                        .pass()
                        .add(sales.take(rows))
                        .summary());
            }
            fit = fit.advance(merged);
        }

        assertThat(fit.finish()).isEqualTo(pipeline.fit(sales));
    }

    @Test
    void asksForTheColumnsBehindACleanedOne() {
        FeaturePipeline.Builder pipeline = Sales.series()
                .replace("price", column("price").times(column("promo")))
                .feature("mean", rolling("price", days(14)).mean());

        assertThat(pipeline.build().fit(Sales.random(4, 30, 1)).profile().columns())
                .extracting("name")
                .contains("price", "promo");
    }

    @Test
    void aLagBelowTheHorizonNeedsEveryColumnBehindItToBeKnownAhead() {
        assertThatThrownBy(() -> Sales.series()
                        .replace("promo", column("promo").plus(column("units")))
                        .feature("f", lag("promo", days(1)))
                        .build())
                .hasMessageStartingWith("Leak");
    }

    @Test
    void theReplacementOfAColumnOfTheRowItselfMustBeKnown() {
        assertThatThrownBy(() -> Sales.series()
                        .replace("promo", column("promo").times(column("units")))
                        .feature("f", column("promo"))
                        .build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("'units'");
    }

    @Test
    void refusesToReplaceAfterAWindowHasReadTheColumn() {
        assertThatThrownBy(() -> Sales.series()
                        .feature("f", lag("price", days(7)))
                        .replace("price", column("price").imputeMedian()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before the windows");
    }

    @Test
    void refusesAWindowOverAWindow() {
        assertThatThrownBy(() -> Sales.series()
                        .replace("price", lag("price", days(7)))
                        .feature("f", rolling("price", days(7)).mean())
                        .build())
                .hasMessageContaining("which reads a window itself");
    }

    @Test
    void refusesTextDatesAndKeys() {
        assertThatThrownBy(() -> Sales.series().replace("store", column("price")))
                .hasMessageContaining("'store' holds TEXT");
        assertThatThrownBy(() -> Sales.series().replace("day", column("price")))
                .hasMessageContaining("'day' holds DATE");
        Schema schema = Schema.builder().integer("id").date("day").number("y").build();
        assertThatThrownBy(() -> FeaturePipeline.over(schema)
                        .series("day", "id")
                        .target("y")
                        .replace("id", column("id").clip(0, 1))
                        .feature("f", lag("id", days(1)))
                        .build())
                .hasMessageContaining("'id' is a key");
    }

    @Test
    void refusesAnOperatorThatWouldReadPastTheReplacement() {
        assertThatThrownBy(() -> cleaned().feature("f", custom(new Raw("price"))))
                .hasMessageContaining("'raw-value' reads the column 'price' itself");
    }

    private record Raw(String name) implements Expression {
        @Override
        public Form form() {
            return Form.of("raw-value").with("column", name);
        }

        @Override
        public List<Expression> operands() {
            return List.of();
        }

        @Override
        public Expression withOperands(List<Expression> operands) {
            return this;
        }

        @Override
        public Set<String> columns() {
            return Set.of(name);
        }

        @Override
        public Evaluator bind(Scope scope) {
            int position = scope.schema().indexOf(name);
            return (row, windows) -> row.number(position);
        }
    }
}
