package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.constant;
import static io.mlpipeline.etl.features.Features.custom;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.daysSinceDay;
import static io.mlpipeline.etl.features.Features.fourierCos;
import static io.mlpipeline.etl.features.Features.fourierSin;
import static io.mlpipeline.etl.features.Features.hashBucket;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.Features.textLength;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.UnaryExpression;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart.Part;
import io.mlpipeline.etl.features.operator.calendar.FourierTerm.Cycle;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A kernel that has seen many rows goes over to generated code, which must give the bits that its loops gave. */
class HotKernelTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("key")
            .date("day")
            .number("x")
            .number("z")
            .integer("n")
            .bool("flag")
            .timestamp("at")
            .number("y")
            .build();
    private static final int ROWS = 2_000;
    /** Several times as many rows as a program's loops compute. */
    private static final int ROUNDS = 12;

    private static Frame rows() {
        SplittableRandom random = new SplittableRandom(17);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < ROWS; i++) {
            row.clear().setInteger(1, i).setNumber(2, number(random)).setNumber(3, number(random));
            row.set("key", "k").set("y", random.nextInt(100));
            if (random.nextInt(5) > 0) {
                row.setInteger(4, random.nextLong()).setInteger(5, random.nextInt(2));
                row.setInteger(6, random.nextLong(-60_000_000_000_000_000L, 200_000_000_000_000_000L));
            }
            frame.add(row);
        }
        return frame.build();
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> random.nextBoolean() ? 0.0 : -0.0;
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> random.nextInt(-3, 4);
            default -> random.nextDouble(-100, 100);
        };
    }

    private static FeaturePipeline.Builder everyKind() {
        Feature x = column("x");
        Feature z = column("z");
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA)
                .series("day", "key")
                .target("y")
                .knownAhead("x", "z", "n", "flag", "at")
                .feature("n", column("n"))
                .feature("add", x.plus(z))
                .feature("subtract", x.minus(z))
                .feature("multiply", x.times(z))
                .feature("divide", x.dividedBy(z))
                .feature("least", x.least(z))
                .feature("greatest", x.greatest(z))
                .feature("less", x.lessThan(z))
                .feature("at_most", x.atMost(z))
                .feature("equal", x.equalTo(z))
                .feature("abs", x.abs())
                .feature("log1p", x.log1p())
                .feature("sqrt", x.sqrt())
                .feature("missing", x.isMissing())
                .feature("clip", x.clip(-2, 1e9))
                .feature("fill", x.orElse(-0.0))
                .feature("first", x.orElse(z))
                .feature("choose", column("flag").choose(x, constant(7)))
                .feature("bins", x.bins(-1, 0, 3))
                .feature("quantiles", x.quantileScale())
                .feature("scaled", x.imputeMedian().standardize().clip(-3, 3))
                .feature("window", rolling("y", days(30)).mean().minus(x))
                .feature("hash", hashBucket(5, "key").plus(x))
                .feature("length", textLength("key"))
                .feature("custom", custom(new Halved(x.plus(z).expression())).plus(x))
                .feature("holiday", oneOfDays("at", List.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(9))))
                .feature("since", daysSinceDay("day", List.of(LocalDate.EPOCH.plusDays(9))))
                .oneHot("key");
        for (Part part : Part.values()) {
            pipeline.feature("at " + part, calendar(part, "at"));
        }
        for (Cycle cycle : Cycle.values()) {
            pipeline.feature("sin " + cycle, fourierSin(cycle, 2, "day"))
                    .feature("cos " + cycle, fourierCos(cycle, 1, "at"));
        }
        return pipeline;
    }

    private record Halved(Expression operand) implements UnaryExpression {
        @Override
        public Form form() {
            return Form.of("halved").with("of", operand);
        }

        @Override
        public Expression on(Expression other) {
            return new Halved(other);
        }

        @Override
        public Evaluator bind(Scope scope) {
            Evaluator x = operand.bind(scope);
            return (row, windows) -> x.evaluate(row, windows) / 2;
        }
    }

    private static void requireSameBitsInEveryRound(FittedFeatures features, Frame rows) {
        Kernel kernel = features.kernel(rows.schema());
        History history = features.history(rows);
        int width = features.names().size();
        double[][] first = new double[rows.size()][width];
        double[] out = new double[width];
        for (int round = 0; round < ROUNDS; round++) {
            for (Frame.Cursor row = rows.cursor(); row.next(); ) {
                kernel.transform(row, history, round == 0 ? first[row.position()] : out);
                for (int i = 0; round > 0 && i < width; i++) {
                    assertThat(Double.doubleToLongBits(out[i]))
                            .as("%s of row %d in round %d", features.names().get(i), row.position(), round)
                            .isEqualTo(Double.doubleToLongBits(first[row.position()][i]));
                }
            }
        }
    }

    @Test
    void everyKindOfOperatorKeepsItsBits() {
        Frame rows = rows();

        requireSameBitsInEveryRound(everyKind().build().fit(rows), rows);
    }

    @Test
    void soDoMoreFeaturesThanOneMethodHolds() {
        Frame rows = rows();
        FeaturePipeline.Builder pipeline = everyKind();
        for (int i = 0; i < 300; i++) {
            pipeline.feature(
                    "f" + i, column("x").plus(constant(i)).times(column("z")).clip(-i - 40_000, i));
        }
        FittedFeatures features = pipeline.build().fit(rows);

        requireSameBitsInEveryRound(features, rows.take(IntStream.range(0, 700).toArray()));
    }

    @Test
    void kernelsOfOneLayoutShareTheirCode() {
        Frame rows = rows();
        FittedFeatures features = everyKind().build().fit(rows);

        requireSameBitsInEveryRound(features, rows);
        requireSameBitsInEveryRound(features, rows);
    }
}
