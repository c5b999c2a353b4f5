package io.mlpipeline.models.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaseTest {
    private static final long DAY = 86_400_000_000L;

    private static TrainingSet.Builder set() {
        return TrainingSet.builder(List.of("x"), "y");
    }

    private static void add(TrainingSet.Builder set, String key, long day, double label) {
        set.add(new double[1], label, day * DAY, key);
    }

    private static TrainingSet series(String key, double... labels) {
        TrainingSet.Builder set = set();
        for (int day = 0; day < labels.length; day++) {
            add(set, key, day, labels[day]);
        }
        return set.build();
    }

    @Test
    void scalesByTheInSampleErrorOfTheNaiveForecast() {
        // |3-1|, |6-3|, |4-6| have the mean 7/3; the test errors 1 and 6 the mean 3.5.
        Mase mase = Metrics.mase(series("a", 1, 3, 6, 4), Duration.ofDays(1));

        assertThat(mase.of(series("a", 5, 9), new double[] {4, 3})).isCloseTo(3.5 / (7.0 / 3), within(1e-15));
        assertThat(mase.name()).isEqualTo("mase-1d");
        assertThat(Metrics.mase(series("a", 1, 3), Duration.ofHours(24)).name()).isEqualTo("mase-1d");
        assertThat(mase.series()).isEqualTo(1);
    }

    @Test
    void looksBackOneSeason() {
        Mase mase = Metrics.mase(series("a", 1, 2, 5, 1, 5, 2), Duration.ofDays(2));

        // |5-1| = 4, |1-2| = 1, |5-5| = 0, |2-1| = 1: mean 1.5
        assertThat(mase.of(series("a", 10), new double[] {7})).isCloseTo(3 / 1.5, within(1e-15));
    }

    @Test
    void skipsGapsByCalendarInsteadOfShiftingTheSeason() {
        TrainingSet.Builder training = set();
        add(training, "a", 9, 8);
        add(training, "a", 0, 1);
        add(training, "a", 7, 5);
        add(training, "a", 2, 2);

        // Days 7 and 0, 9 and 2: |5-1| and |8-2|.
        Mase mase = Metrics.mase(training.build(), Duration.ofDays(7));

        assertThat(mase.of(series("a", 10), new double[] {0})).isCloseTo(10 / 5.0, within(1e-15));
    }

    @Test
    void scalesEachSeriesByItsOwnAndLeavesOutThoseWithoutScale() {
        TrainingSet.Builder training = set();
        TrainingSet.Builder test = set();
        for (int day = 0; day < 4; day++) {
            add(training, "small", day, day % 2);
            add(training, "large", day, 100 * (day % 2));
            add(training, "constant", day, 5);
        }
        add(test, "small", 5, 2);
        add(test, "large", 5, 300);
        add(test, "constant", 5, 9);
        add(test, "new", 5, 9);

        Mase mase = Metrics.mase(training.build(), Duration.ofDays(1));

        assertThat(mase.series()).isEqualTo(2);
        assertThat(mase.of(test.build(), new double[] {0, 0, 0, 0})).isCloseTo((2 + 3) / 2.0, within(1e-15));
        assertThat(mase.of(series("new", 1), new double[] {0})).isNaN();
    }

    @Test
    void refusesTrainingDataWithoutAScale() {
        assertThatThrownBy(() -> Metrics.mase(series("a", 3, 3, 3), Duration.ofDays(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("No series");
        assertThatThrownBy(() -> Metrics.mase(series("a", 1, 2), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S");
        TrainingSet.Builder twice = set();
        add(twice, "a", 1, 1);
        add(twice, "a", 1, 2);
        assertThatThrownBy(() -> Metrics.mase(twice.build(), Duration.ofDays(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("two rows of time");
    }
}
