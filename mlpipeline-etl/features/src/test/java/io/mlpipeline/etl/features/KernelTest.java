package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final Schema SCHEMA = Sales.SCHEMA;

    @Test
    void windowsSeeWhatABruteForceSearchOfTheCalendarSees() {
        Frame sales = Sales.random(6, 120, 1);
        FittedFeatures features = Sales.series()
                .feature("lag", lag("units", days(9)))
                .feature("mean", rolling("units", days(14)).mean())
                .feature("sum", rolling("units", days(14)).sum())
                .feature("std", rolling("units", days(14)).std())
                .feature("min", rolling("units", days(14)).min())
                .feature("max", rolling("units", days(14)).max())
                .feature("count", rolling("units", days(14)).count())
                .build()
                .fit(sales);
        Frame transformed = features.transform(sales);

        for (int i = 0; i < sales.size(); i++) {
            Row row = sales.row(i);
            Row out = transformed.row(i);
            List<Double> window = unitsBetween(sales, row, 7 + 13, 7);
            assertThat(out.number(3)).isEqualTo(Double.valueOf(onlyOr(unitsBetween(sales, row, 9, 9), Double.NaN)));
            assertThat(out.number(4)).isEqualTo(Double.valueOf(mean(window).orElse(Double.NaN)));
            assertThat(out.number(5)).isEqualTo(window.stream().reduce(0.0, Double::sum));
            assertThat(out.number(6)).isEqualTo(Double.valueOf(std(window)));
            assertThat(out.number(7))
                    .isEqualTo(window.stream().min(Double::compare).orElse(Double.NaN));
            assertThat(out.number(8))
                    .isEqualTo(window.stream().max(Double::compare).orElse(Double.NaN));
            assertThat(out.number(9)).isEqualTo(window.size());
        }
    }

    private static List<Double> unitsBetween(Frame sales, Row row, int oldest, int newest) {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < sales.size(); i++) {
            Row other = sales.row(i);
            long age = row.integer(2) - other.integer(2);
            boolean same = other.text(0).equals(row.text(0)) && other.text(1).equals(row.text(1));
            if (same && age >= newest && age <= oldest && !other.isMissing(3)) {
                found.add(other.number(3));
            }
        }
        return found;
    }

    private static double onlyOr(List<Double> values, double none) {
        return values.isEmpty() ? none : values.get(0);
    }

    private static OptionalDouble mean(List<Double> values) {
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(values.stream().reduce(0.0, Double::sum) / values.size());
    }

    private static double std(List<Double> values) {
        double mean = mean(values).orElse(Double.NaN);
        double squares =
                values.stream().map(each -> (each - mean) * (each - mean)).reduce(0.0, Double::sum);
        return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
    }

    @Test
    void servesTheBitsItTrainedWith() {
        Frame sales = Sales.random(8, 200, 2);
        FittedFeatures fitted = Sales.pipeline().fit(sales);
        FittedFeatures loaded = FittedFeatures.fromJson(fitted.toJson(), fitted.profile());
        Frame trained = fitted.transform(sales);
        History history = loaded.history(sales);
        Kernel kernel = loaded.kernel();
        RowBuffer request = RowBuffer.of(loaded.requestSchema());
        double[] served = new double[loaded.names().size()];

        for (int i = 0; i < sales.size(); i++) {
            Row row = sales.row(i);
            for (int j = 0; j < request.schema().size(); j++) {
                request.copyValue(row, SCHEMA.indexOf(request.schema().column(j).name()), j);
            }
            kernel.transform(request, history, served);
            for (int j = 0; j < served.length; j++) {
                assertThat(Double.doubleToRawLongBits(served[j]))
                        .isEqualTo(Double.doubleToRawLongBits(trained.row(i).number(3 + j)));
            }
        }
    }

    @Test
    void asksOnlyForWhatARequestMustGive() {
        assertThat(Sales.pipeline().fit(Sales.random(4, 60, 3)).requestSchema().names())
                .containsExactly("item", "store", "day", "promo");
    }

    @Test
    void keepsCompositeKeysApart() {
        Schema schema =
                Schema.builder().text("a").text("b").date("day").number("y").build();
        FittedFeatures features = FeaturePipeline.over(schema)
                .series("day", "a", "b")
                .target("y")
                .feature("lag", lag("y", days(1)))
                .build()
                .fit(Frame.builder(schema)
                        .add(RowBuffer.of(schema)
                                .set("a", "x")
                                .set("b", "y")
                                .set("day", Sales.START)
                                .set("y", 1))
                        .build());
        RowBuffer row = RowBuffer.of(schema);

        String first = features.keyOf(row.set("a", "x\u001F").set("b", "y"));
        String second = features.keyOf(row.set("a", "x").set("b", "\u001Fy"));
        String third = features.keyOf(row.set("a", "x\u001B").set("b", "y"));

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    }

    @Test
    void namesTheMissingKeyOfARequest() {
        FittedFeatures features = Sales.pipeline().fit(Sales.random(4, 60, 4));
        RowBuffer request = RowBuffer.of(features.requestSchema()).set("store", "North");

        assertThatThrownBy(() -> features.kernel()
                        .transform(
                                request,
                                History.none(),
                                new double[features.names().size()]))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Key column 'item' is missing");
    }

    @Test
    void refusesTwoRowsOfOneKeyAndTime() {
        Frame sales = Sales.random(2, 30, 5);
        Frame doubled = sales.take(new int[] {0, 1, 2, 3, 3});

        assertThatThrownBy(() -> Sales.pipeline().fit(doubled))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("strictly ascending")
                .hasMessageContaining("duplicate");
    }

    @Test
    void treatsAnUnknownSeriesAsOneWithoutPast() {
        FittedFeatures features = Sales.series()
                .feature("count", rolling("units", days(28)).count())
                .feature("mean", rolling("units", days(28)).mean())
                .build()
                .fit(Sales.random(2, 60, 6));
        RowBuffer request = RowBuffer.of(features.requestSchema())
                .set("item", "new")
                .set("store", "North")
                .set("day", Sales.START);
        double[] out = new double[2];

        features.kernel().transform(request, key -> Optional.empty(), out);

        assertThat(out).containsExactly(0, Double.NaN);
    }

    @Test
    void readsAPlainTableWithoutSeries() {
        Schema schema = Schema.builder().number("x").number("y").build();
        Frame frame = Frame.builder(schema)
                .add(RowBuffer.of(schema).set("x", 3).set("y", 1))
                .add(RowBuffer.of(schema).set("x", -3).set("y", 2))
                .build();

        FittedFeatures features = FeaturePipeline.over(schema)
                .target("y")
                .feature("abs", column("x").abs())
                .feature("half", column("x").dividedBy(column("x").plus(column("x"))))
                .build()
                .fit(frame);

        assertThat(features.transform(frame).numbers("abs")).containsExactly(3, 3);
        assertThat(features.transform(frame).numbers("half")).containsExactly(0.5, 0.5);
        assertThat(features.usesHistory()).isFalse();
    }
}
