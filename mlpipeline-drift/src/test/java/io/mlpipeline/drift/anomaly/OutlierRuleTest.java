package io.mlpipeline.drift.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules against NumPy's and statsmodels' arithmetic (golden/drift/outliers.json) and on bad input. */
class OutlierRuleTest {
    private static final double RELATIVE = 1e-10;

    /** A batch and what the reference says about it. */
    record Case(String name, double[] values, JsonNode expected) {
        @Override
        public String toString() {
            return name;
        }

        int[] rows(String field) {
            return ints(expected.path(field));
        }
    }

    static Stream<Case> cases() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(SharedData.file("golden/drift/outliers.json").toFile())
                .path("cases");
        return StreamSupport.stream(cases.spliterator(), false)
                .map(each -> new Case(each.path("name").asText(), doubles(each.path("x")), each.path("out")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fencesAreTukeys(Case batch) {
        assertThat(OutlierRule.iqr(1.5).judge(batch.values).rows()).isEqualTo(batch.rows("iqr_1.5_idx"));
        assertThat(OutlierRule.iqr(3).judge(batch.values).rows()).isEqualTo(batch.rows("iqr_3.0_idx"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void zScoresAreStandardised(Case batch) {
        OutlierReport report = OutlierRule.zScore(3).judge(batch.values);
        assertThat(report.rows()).isEqualTo(batch.rows("z3_idx"));
        assertScores(report, doubles(batch.expected.path("z_ddof1")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modifiedZScoresAreIglewiczAndHoaglins(Case batch) {
        OutlierReport report = OutlierRule.modifiedZScore(3.5).judge(batch.values);
        assertThat(report.rows()).isEqualTo(batch.rows("modified_z_3.5_idx"));
        assertScores(report, doubles(batch.expected.path("modified_z")));
    }

    /** The reference numbers the finite values alone. */
    @ParameterizedTest
    @MethodSource("cases")
    void severalOutliersDoNotHideEachOtherFromRosner(Case batch) {
        int[] finite = IntStream.range(0, batch.values.length)
                .filter(row -> Double.isFinite(batch.values[row]))
                .toArray();
        JsonNode expected = batch.expected.path("gesd_0.05_10");
        int[] rows = Arrays.stream(ints(expected.path("indices")))
                .map(i -> finite[i])
                .sorted()
                .toArray();
        OutlierReport report = OutlierRule.generalizedEsd(10, 0.05).judge(batch.values);
        assertThat(report.rows()).isEqualTo(rows);
        double[] scores = doubles(expected.path("R"));
        double[] found = IntStream.range(0, batch.values.length)
                .mapToDouble(report::score)
                .filter(score -> score > 0)
                .sorted()
                .toArray();
        Arrays.sort(scores);
        assertThat(found).containsExactly(scores, within(1e-10));
    }

    @Test
    void anOutlierAmongItsNeighboursIsFoundOnASlope() {
        double[] slope =
                IntStream.range(0, 60).mapToDouble(i -> i + 0.1 * (i % 3)).toArray();
        slope[30] = 50;
        assertThat(OutlierRule.zScore(3).judge(slope).rows()).isEmpty();
        assertThat(OutlierRule.hampel(5, 3).judge(slope).rows()).containsExactly(30);
    }

    @Test
    void aRhythmIsNoOutlierButAMissedBeatIs() {
        Random random = new Random(4);
        double[] weekly = IntStream.range(0, 140)
                .mapToDouble(
                        day -> 100 + 0.2 * day + (day % 7 == 5 ? 80 : day % 7 == 6 ? 120 : 0) + random.nextGaussian())
                .toArray();
        assertThat(OutlierRule.seasonal(7, 6).judge(weekly).rows()).isEmpty();
        weekly[75] -= 80;
        weekly[3] += 30;
        assertThat(OutlierRule.modifiedZScore(6).judge(weekly).rows()).doesNotContain(75);
        assertThat(OutlierRule.seasonal(7, 6).judge(weekly).rows()).containsExactly(3, 75);
    }

    @Test
    void everyBatchHasAReport() {
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        double[][] batches = {
            {},
            {1},
            {nan, nan, nan},
            {5, 5, 5, 5, 5, 5, 5},
            {1, 2},
            {1, infinite},
            {-infinite, infinite, nan, 1, 2, 3, 4, 5, 6}
        };
        OutlierRule[] rules = {
            OutlierRule.iqr(1.5),
            OutlierRule.zScore(3),
            OutlierRule.modifiedZScore(3.5),
            OutlierRule.generalizedEsd(3, 0.05),
            OutlierRule.hampel(3, 3),
            OutlierRule.seasonal(2, 3.5)
        };
        for (double[] batch : batches) {
            for (OutlierRule rule : rules) {
                IntPredicate isInfinite = row -> Double.isInfinite(batch[row]);
                OutlierReport report = rule.judge(batch);
                assertThat(report.rows())
                        .as("%s of %s", rule, Arrays.toString(batch))
                        .isEqualTo(IntStream.range(0, batch.length)
                                .filter(isInfinite)
                                .toArray());
                for (int row = 0; row < batch.length; row++) {
                    assertThat(Double.isNaN(report.score(row))).isEqualTo(Double.isNaN(batch[row]));
                }
            }
        }
    }

    @Test
    void refusesLimitsThatMeanNothing() {
        assertThatThrownBy(() -> OutlierRule.iqr(0)).hasMessageContaining("must be above 0, got 0.0");
        assertThatThrownBy(() -> OutlierRule.zScore(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> OutlierRule.modifiedZScore(-1)).hasMessageContaining("got -1.0");
        assertThatThrownBy(() -> OutlierRule.hampel(0, 3)).hasMessageContaining("1 or more, got 0");
        assertThatThrownBy(() -> OutlierRule.seasonal(1, 3)).hasMessageContaining("2 or more, got 1");
        assertThatThrownBy(() -> OutlierRule.generalizedEsd(0, 0.05)).hasMessageContaining("1 or more, got 0");
        assertThatThrownBy(() -> OutlierRule.generalizedEsd(1, 1)).hasMessageContaining("below 1, got 1.0");
    }

    private static void assertScores(OutlierReport report, double[] expected) {
        for (int row = 0; row < expected.length; row++) {
            if (Double.isNaN(expected[row])) {
                assertThat(report.score(row)).isNaN();
            } else {
                assertThat(report.score(row))
                        .isCloseTo(expected[row], within(RELATIVE * Math.max(1, Math.abs(expected[row]))));
            }
        }
    }

    private static int[] ints(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(each -> each.isTextual() ? Double.parseDouble(each.asText()) : each.asDouble())
                .toArray();
    }
}
