package io.mlpipeline.models.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.FeatureMean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    /** The feature is the row's number; a fifth is of class 1; keys hold 1 to 19 rows; one row a day. */
    private static TrainingSet rows(int count) {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int i = 0; i < count; i++) {
            String key = "k" + (int) Math.sqrt(i);
            rows.add(new double[] {i}, i % 5 == 0 ? 1 : 0, Duration.ofDays(i).toMillis() * 1000, key);
        }
        return rows.build();
    }

    private static double share(TrainingSet rows) {
        return Arrays.stream(rows.labels()).average().orElseThrow();
    }

    private static List<String> keys(TrainingSet rows) {
        return IntStream.range(0, rows.size()).mapToObj(rows::key).distinct().toList();
    }

    @Test
    void aRandomSplitIsRepeatableAndHasTheShare() {
        RandomSplit split = RandomSplit.testShare(0.2).seed(3);

        Parts parts = split.of(rows(100));

        assertThat(parts.test().size()).isEqualTo(20);
        assertThat(parts.train().size()).isEqualTo(80);
        assertThat(split.of(rows(100)).test().fingerprint())
                .isEqualTo(parts.test().fingerprint());
        assertThat(split.seed(4).of(rows(100)).test().fingerprint())
                .isNotEqualTo(parts.test().fingerprint());
    }

    @Test
    void aStratifiedSplitKeepsTheShareOfEachClass() {
        Parts parts = RandomSplit.testShare(0.2).stratified().of(rows(100));

        assertThat(share(parts.test())).isEqualTo(0.2);
        assertThat(share(parts.train())).isEqualTo(0.2);
    }

    @Test
    void aGroupedSplitKeepsKeysWhole() {
        Parts parts = RandomSplit.testShare(0.3).grouped().seed(1).of(rows(100));

        assertThat(keys(parts.test())).doesNotContainAnyElementsOf(keys(parts.train()));
        assertThat(parts.test().size()).isBetween(30, 49);
    }

    @Test
    void foldsTestOnEveryRowOnce() {
        for (Folding folding : List.of(Folds.random(4, 1), Folds.stratified(4, 1), Folds.grouped(4, 1))) {
            List<Fold> folds = folding.of(rows(100));

            assertThat(folds.stream()
                            .flatMap(fold ->
                                    Arrays.stream(fold.parts().test().toArray()).boxed())
                            .collect(Collectors.toSet()))
                    .hasSize(100);
            assertThat(folds).allSatisfy(fold -> {
                assertThat(fold.parts().test().size()).isBetween(19, 32);
                assertThat(fold.parts().train().size())
                        .isEqualTo(100 - fold.parts().test().size());
            });
        }
        assertThat(Folds.stratified(4, 1).of(rows(100)))
                .allSatisfy(fold -> assertThat(share(fold.parts().test())).isEqualTo(0.2));
        assertThat(Folds.grouped(4, 1).of(rows(100)))
                .allSatisfy(fold -> assertThat(keys(fold.parts().test()))
                        .doesNotContainAnyElementsOf(keys(fold.parts().train())));
    }

    @Test
    void aRollingOriginTrainsOnThePastAlone() {
        List<Fold> folds =
                RollingOrigin.of(3, Duration.ofDays(10)).gap(Duration.ofDays(2)).of(rows(100));

        assertThat(folds.get(0).parts().test().toArray()).startsWith(70).endsWith(79);
        assertThat(folds.get(0).parts().train().toArray()).startsWith(0).endsWith(67);
        assertThat(folds.get(2).parts().test().toArray()).startsWith(90).endsWith(99);
        assertThat(folds.get(2).parts().train().toArray()).endsWith(87);
    }

    @Test
    void crossValidationIsTheSameOnManyThreads() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            CrossValidation one = CrossValidation.of(
                    FeatureMean.of("x"), rows(60), Folds.random(5, 2), Runnable::run, Metrics.MAE, Metrics.RMSE);
            CrossValidation many = CrossValidation.of(
                    FeatureMean.of("x"), rows(60), Folds.random(5, 2), pool, Metrics.MAE, Metrics.RMSE);

            assertThat(many).isEqualTo(one);
            assertThat(one.rounds()).hasSize(5);
            // |x - y| with x the row's number: all rows are tested, so the mean is over all of them.
            assertThat(one.mean(Metrics.MAE))
                    .isEqualTo(IntStream.range(0, 60)
                            .mapToDouble(i -> Math.abs(i - (i % 5 == 0 ? 1 : 0)))
                            .average()
                            .orElseThrow());
            assertThat(one.deviation(Metrics.MAE)).isPositive();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aFailedRoundSaysWhy() {
        assertThatThrownBy(() -> CrossValidation.of(
                        FeatureMean.of("z"), rows(20), Folds.random(2, 1), Runnable::run, Metrics.MAE))
                .hasMessageContaining("z");
    }

    @Test
    void refusesSplitsThatLeaveNothing() {
        assertThatThrownBy(() -> RandomSplit.testShare(1)).hasMessageContaining("between 0 and 1");
        assertThatThrownBy(() -> RandomSplit.testShare(0.01).of(rows(3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("0 rows to test");
        assertThatThrownBy(() -> Folds.random(1, 0)).hasMessageContaining("2 folds");
        assertThatThrownBy(() -> Folds.grouped(3, 0).of(rows(2))).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> RollingOrigin.of(9, Duration.ofDays(2)).of(rows(10)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Round 1");
    }

    @Test
    void bootstrapCoversTheSpreadOfTheMeanError() {
        // MAE of 400 errors that are 0 or 2 with even odds: its standard error is 1 / sqrt(400) = 0.05.
        TrainingSet.Builder rows = TrainingSet.builder(List.of("x"), "y");
        for (int i = 0; i < 400; i++) {
            rows.add(new double[1], i % 2 * 2, 0, "");
        }
        ScoreInterval interval = Bootstrap.seed(5).of(Metrics.MAE, rows.build(), new double[400]);

        assertThat(interval.score().value()).isEqualTo(1);
        assertThat(interval.low()).isBetween(0.88, 0.92);
        assertThat(interval.high()).isBetween(1.08, 1.12);
        assertThat(Bootstrap.seed(5).of(Metrics.MAE, rows.build(), new double[400]))
                .isEqualTo(interval);
        assertThatThrownBy(() -> Bootstrap.seed(1).level(1)).hasMessageContaining("between 0 and 1");
    }

    @Test
    void judgesEachSegmentByItself() {
        TrainingSet rows = rows(20);
        var model = FeatureMean.of("x").fit(rows).model();

        List<Segment> segments = Segment.of(model, rows, row -> row < 5 ? "first" : "rest", Metrics.MAE);

        assertThat(segments).extracting(Segment::name).containsExactly("first", "rest");
        assertThat(segments.get(0).evaluation().rows()).isEqualTo(5);
        assertThat(segments.get(0).evaluation().value(Metrics.MAE)).isEqualTo((1 + 1 + 2 + 3 + 4) / 5.0);
    }
}
