package io.mlpipeline.models.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.FeatureMean;
import io.mlpipeline.models.core.model.FeatureMeanModel;
import io.mlpipeline.models.core.model.LinearModel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final long DAY = 86_400_000_000L;
    private static final LinearModel DOUBLE = LinearModel.of(List.of("x"), new double[] {2}, 0);

    /** One row a day from 1970-01-01 on: the label is twice the feature, plus one on odd days. */
    private static TrainingSet days(int count) {
        TrainingSet.Builder set = TrainingSet.builder(List.of("x"), "y");
        for (int day = 0; day < count; day++) {
            set.add(new double[] {day}, 2 * day + day % 2, day * DAY, "");
        }
        return set.build();
    }

    @Test
    void keepsTheScoresInTheOrderAskedForAndSaysWhatTheyAreOf() {
        TrainingSet test = days(4);

        Evaluation evaluation = Evaluation.of(DOUBLE, test, Metrics.RMSE, Metrics.MAE);

        assertThat(evaluation.scores()).extracting(Score::metric).containsExactly("rmse", "mae");
        assertThat(evaluation.value(Metrics.MAE)).isEqualTo(0.5);
        assertThat(evaluation.rows()).isEqualTo(4);
        assertThat(evaluation.dataFingerprint()).isEqualTo(test.fingerprint());
        assertThat(evaluation.from()).isEqualTo(Instant.parse("1970-01-01T00:00:00Z"));
        assertThat(evaluation.to()).isEqualTo(Instant.parse("1970-01-04T00:00:00Z"));
        assertThat(Evaluation.predictions(DOUBLE, test)).containsExactly(0, 2, 4, 6);
    }

    @Test
    void refusesRowsItCannotJudge() {
        TrainingSet missing = TrainingSet.builder(List.of("x"), "y")
                .add(new double[] {Double.NaN}, 1, 0, "")
                .build();
        TrainingSet others = TrainingSet.builder(List.of("z"), "y")
                .add(new double[] {1}, 1, 0, "")
                .build();

        assertThatThrownBy(() -> Evaluation.of(DOUBLE, days(0), Metrics.MAE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no rows");
        assertThatThrownBy(() -> Evaluation.of(DOUBLE, missing, Metrics.MAE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("NaN for row 0");
        assertThatThrownBy(() -> Evaluation.of(DOUBLE, others, Metrics.MAE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("[x]")
                .hasMessageContaining("[z]");
        assertThatThrownBy(() -> Evaluation.of(DOUBLE, days(2), Metrics.MAE, Metrics.MAE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mae' is given twice");
        assertThatThrownBy(() -> Evaluation.of(DOUBLE, days(2), Metrics.MAE).value(Metrics.R2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[mae]");
    }

    @Test
    void splitsByTimeAndLeavesTheGapToNeitherPart() {
        Parts parts = TimeSplit.testFrom(LocalDate.of(1970, 1, 8))
                .gap(Duration.ofDays(2))
                .of(days(10));

        // Days 0 to 4 train, 5 and 6 are the gap, 7 to 9 test.
        assertThat(parts.train().size()).isEqualTo(5);
        assertThat(parts.test().size()).isEqualTo(3);
        assertThat(parts.test().time(0)).isEqualTo(7 * DAY);
    }

    @Test
    void choosesTheRowsToFitFeaturesOn() {
        Schema schema = Schema.builder().date("day").timestamp("at").number("x").build();
        Frame.Builder frame = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        for (int day = 0; day < 10; day++) {
            LocalDate date = LocalDate.EPOCH.plusDays(day);
            frame.add(row.clear()
                    .set("day", date)
                    .set("at", date.atTime(12, 0).toInstant(ZoneOffset.UTC))
                    .set("x", day));
        }
        frame.add(row.clear());
        TimeSplit split = TimeSplit.testFrom(LocalDate.of(1970, 1, 8)).gap(Duration.ofDays(2));

        assertThat(split.trainingRows(frame.build(), "day").numbers("x")).containsExactly(0, 1, 2, 3, 4);
        assertThat(split.trainingRows(frame.build(), "at").numbers("x")).containsExactly(0, 1, 2, 3, 4);
        assertThatThrownBy(() -> split.trainingRows(frame.build(), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x' holds NUMBER");
        assertThatThrownBy(() -> TimeSplit.testFrom(LocalDate.EPOCH).trainingRows(frame.build(), "day"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'day' before 1970-01-01T00:00:00Z");
    }

    @Test
    void refusesASplitWithAnEmptyPart() {
        assertThatThrownBy(() -> TimeSplit.testFrom(LocalDate.of(1970, 1, 11)).of(days(10)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("10 rows to train and 0 to test")
                .hasMessageContaining("from 1970-01-01T00:00:00Z to 1970-01-10T00:00:00Z");
        assertThatThrownBy(() -> TimeSplit.testFrom(LocalDate.of(1970, 1, 3))
                        .gap(Duration.ofDays(2))
                        .of(days(10)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("0 rows to train");
        assertThatThrownBy(() -> TimeSplit.testFrom(LocalDate.EPOCH).of(days(0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no rows at all");
        assertThatThrownBy(() -> TimeSplit.testFrom(LocalDate.EPOCH).gap(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranksCandidatesByTheFirstMetric() {
        TrainingSet.Builder set = TrainingSet.builder(List.of("good", "bad"), "y");
        for (int day = 0; day < 10; day++) {
            set.add(new double[] {day + 0.5, day + 3}, day, day * DAY, "");
        }
        Parts parts = TimeSplit.testFrom(LocalDate.of(1970, 1, 6)).of(set.build());

        Leaderboard board = Leaderboard.on(parts, Metrics.MAE, Metrics.BIAS)
                .candidate("bad", FeatureMean.of("bad"))
                .candidate("good", FeatureMean.of("good"))
                .candidate(FeatureMean.of("good", "bad"))
                .build();

        assertThat(board.entries()).extracting(Leaderboard.Entry::name).containsExactly("good", "feature-mean", "bad");
        assertThat(board.best().evaluation().value(Metrics.MAE)).isEqualTo(0.5);
        assertThat(board.entry("bad").evaluation().value(Metrics.BIAS)).isEqualTo(3);
        assertThatThrownBy(() -> board.entry("other")).hasMessageContaining("[good, feature-mean, bad]");
        assertThatThrownBy(() -> Leaderboard.on(parts, Metrics.MAE).build()).hasMessageContaining("at least one");
        assertThatThrownBy(() -> Leaderboard.on(parts, Metrics.MAE)
                        .candidate(FeatureMean.of("good"))
                        .candidate(FeatureMean.of("bad")))
                .hasMessageContaining("already");
    }

    @Test
    void averagesWhatIsPresentAndElsePredictsTheMeanLabel() {
        TrainingSet training = TrainingSet.builder(List.of("a", "b", "c"), "y")
                .add(new double[3], 4, 0, "")
                .add(new double[3], 8, 0, "")
                .build();

        FeatureMeanModel model =
                (FeatureMeanModel) FeatureMean.of("c", "a").fit(training).model();

        assertThat(model.predict(new double[] {1, 99, 2})).isEqualTo(1.5);
        assertThat(model.predict(new double[] {Double.NaN, 99, 2})).isEqualTo(2);
        assertThat(model.predict(new double[] {Double.NaN, 99, Double.NaN})).isEqualTo(6);
        assertThatThrownBy(() -> FeatureMean.of("z").fit(training)).hasMessageContaining("No feature 'z'");
        assertThatThrownBy(() -> FeatureMean.of("a", "a")).hasMessageContaining("twice");
    }
}
