package io.mlpipeline.models.core.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.testkit.data.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ConformalModelTest {
    /** y = 3 x with noise that grows with x and has long tails. */
    private static TrainingSet rows(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(0.1, 4);
            double noise = x * random.nextGaussian() / Math.sqrt(0.2 + random.nextDouble());
            rows.add(new double[] {x}, 3 * x + noise, 0, "");
        }
        return rows.build();
    }

    private static Model line(double slope, double intercept) {
        return LinearModel.of(List.of("x"), new double[] {slope}, intercept);
    }

    private static List<ConformalModel> all(TrainingSet calibration) {
        return List.of(
                // A biased model, a scale and quantiles that are all wrong: the intervals must hold nevertheless.
                ConformalModel.split(line(2, 1), calibration, 0.9),
                ConformalModel.normalized(line(3, 0), line(0.5, 0), 0.01, calibration, 0.9),
                ConformalModel.quantiles(line(3, 0), line(2.5, 0), line(3.2, 1), calibration, 0.9));
    }

    @Test
    void intervalsOfNinetyPercentHoldNinetyPercent() {
        TrainingSet test = rows(20_000, 2);
        for (ConformalModel each : all(rows(5000, 1))) {
            assertThat(each.coverage(test)).isBetween(0.88, 0.92);
        }
    }

    @Test
    void theyHoldOnRealPricesToo() throws IOException {
        List<double[]> houses = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.file("data/california_housing.csv.gz"))),
                StandardCharsets.UTF_8))) {
            in.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .forEach(cells ->
                            houses.add(new double[] {Double.parseDouble(cells[7]), Double.parseDouble(cells[8])}));
        }
        Collections.shuffle(houses, new Random(5));
        TrainingSet.Builder all = TrainingSet.builder(List.of("x"), "price");
        houses.forEach(house -> all.add(new double[] {house[0]}, house[1], 0, ""));
        TrainingSet rows = all.build();

        ConformalModel model =
                ConformalModel.split(line(42_000, 45_000), rows.where(row -> row < rows.size() / 2), 0.9);

        assertThat(model.coverage(rows.where(row -> row >= rows.size() / 2))).isBetween(0.88, 0.92);
    }

    @Test
    void aScaleThatKnowsTheNoiseMakesIntervalsOfOneShare() {
        TrainingSet test = rows(20_000, 2);
        TrainingSet quiet = test.where(row -> test.value(row, 0) < 1);
        ConformalModel flat = ConformalModel.split(line(3, 0), rows(5000, 1), 0.9);
        ConformalModel scaled = ConformalModel.normalized(line(3, 0), line(1, 0), 0.01, rows(5000, 1), 0.9);

        assertThat(flat.coverage(quiet)).isGreaterThan(0.97);
        assertThat(scaled.coverage(quiet)).isBetween(0.87, 0.93);
    }

    @Test
    void theMarginIsTheRankOfTheDefinition() {
        // |label - 0| is 1 to 9; the ceil((9 + 1) 0.8) = 8th smallest is 8.
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int i = 1; i <= 9; i++) {
            rows.add(new double[1], i % 2 == 0 ? i : -i, 0, "");
        }

        ConformalModel model = ConformalModel.split(line(0, 0), rows.build(), 0.8);

        assertThat(model.interval(new double[1])).isEqualTo(new Interval(-8, 8));
        assertThat(model.predict(new double[1])).isZero();
        assertThat(new Interval(-8, 8).width()).isEqualTo(16);
        assertThatThrownBy(() -> ConformalModel.split(line(0, 0), rows.build(), 0.95))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("needs 19 rows")
                .hasMessageContaining("got 9");
    }

    @Test
    void isStoredWithTheModelsInside() {
        ModelCodecs codecs = ModelCodecs.installed();
        for (ConformalModel each : all(rows(300, 1))) {
            ConformalModel read = (ConformalModel) codecs.decode(codecs.encode(each));

            assertThat(codecs.encode(read)).isEqualTo(codecs.encode(each));
            for (double x = 0; x < 4; x += 0.3) {
                assertThat(read.interval(new double[] {x})).isEqualTo(each.interval(new double[] {x}));
            }
        }
    }

    @Test
    void refusesModelsAndLevelsThatDoNotFit() {
        TrainingSet rows = rows(50, 1);

        assertThatThrownBy(() -> ConformalModel.split(line(1, 0), rows, 1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> ConformalModel.normalized(line(1, 0), line(1, 0), 0, rows, 0.9))
                .hasMessageContaining("above 0");
        assertThatThrownBy(() -> ConformalModel.split(LinearModel.of(List.of("z"), new double[1], 0), rows, 0.9))
                .hasMessageContaining("[z]");
        assertThatThrownBy(() -> ConformalModel.quantiles(
                        line(1, 0), LinearModel.of(List.of("z"), new double[1], 0), line(1, 0), rows, 0.9))
                .hasMessageContaining("different features");
    }
}
