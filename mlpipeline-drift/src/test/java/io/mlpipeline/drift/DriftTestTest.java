package io.mlpipeline.drift;

import static io.mlpipeline.drift.Profiles.categorical;
import static io.mlpipeline.drift.Profiles.constant;
import static io.mlpipeline.drift.Profiles.normal;
import static io.mlpipeline.drift.Profiles.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTestTest {

    private final DriftTest test = DriftTest.withDefaults();

    @Test
    void callsTwoSamplesOfOneDistributionStable() {
        ColumnDrift drift = test.judge(normal("x", 1000, 5, 2, 1), normal("x", 1000, 5, 2, 2));

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.severity()).isEqualTo(Severity.NONE);
        assertThat(drift.reason()).isEqualTo(Reason.NO_SIGNIFICANT_CHANGE);
    }

    @Test
    void findsAShiftAndSaysHowLargeItIs() {
        ColumnDrift drift = test.judge(normal("price", 2000, 10, 2, 1), normal("price", 2000, 12, 2, 2));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.reason()).isEqualTo(Reason.DISTRIBUTION_CHANGED);
        assertThat(effect(drift, EffectSize.MEAN_SHIFT)).isEqualTo(1, within(0.1));
        // For normal distributions one standard deviation apart the largest distance is 2 Phi(0.5) - 1.
        assertThat(effect(drift, EffectSize.KS_DISTANCE)).isEqualTo(0.3829, within(0.04));
        assertThat(drift.words()).startsWith("'price' drifted (critical): ").contains("its mean went from 10 to 12");
    }

    @Test
    void findsAChangeOfSpread() {
        ColumnDrift drift = test.judge(normal("x", 1000, 0, 1, 3), normal("x", 1000, 0, 1.3, 4));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(effect(drift, EffectSize.SPREAD_RATIO)).isEqualTo(1.3, within(0.1));
    }

    @Test
    void reportsATinyShiftOfManyRowsAsSignificantWithoutAnAlarm() {
        ColumnDrift drift = test.judge(normal("x", 100_000, 0, 1, 5), normal("x", 100_000, 0.03, 1, 6));

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.severity()).isEqualTo(Severity.INFO);
        assertThat(drift.reason()).isEqualTo(Reason.TOO_SMALL_TO_MATTER);
        assertThat(drift.findings().get(0).adjustedPValue()).isLessThan(0.001);
    }

    @Test
    void isUncertainWhereTheHistogramsRoundingCouldTurnTheVerdict() {
        // 20,000 distinct values do not fit a histogram: most buckets hold several.
        double[] reference =
                IntStream.range(0, 20_000).mapToDouble(i -> 1 + i / 20_000.0).toArray();
        double[] current = IntStream.range(0, 20_000)
                .mapToDouble(i -> 1.0499 + i / 20_000.0)
                .toArray();
        DriftThresholds onlyDistance = DriftThresholds.builder()
                .limit(EffectSize.MEAN_SHIFT, 10, 10)
                .limit(EffectSize.POPULATION_STABILITY, 10, 10)
                .limit(EffectSize.OUT_OF_RANGE, 1, 1)
                .build();

        ColumnDrift drift = DriftTest.of(onlyDistance).judge(numeric("x", reference), numeric("x", current));

        assertThat(drift.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(drift.reason()).isEqualTo(Reason.HISTOGRAM_TOO_COARSE);
        Effect distance = drift.findings().get(0).effect(EffectSize.KS_DISTANCE).orElseThrow();
        assertThat(distance.value()).isLessThan(0.05);
        assertThat(distance.atMost()).isGreaterThan(0.05);
    }

    @Test
    void callsAConstantThatStaysStable() {
        ColumnDrift drift = test.judge(constant("x", 100, 5), constant("x", 200, 5));

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.findings().get(0).pValue()).isEqualTo(1);
    }

    @Test
    void findsAConstantThatChanges() {
        ColumnDrift drift = test.judge(constant("x", 100, 5), constant("x", 100, 6));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.findings().get(0).effect(EffectSize.MEAN_SHIFT)).isEmpty();
    }

    @Test
    void findsAConstantThatBeginsToVary() {
        ColumnDrift drift = test.judge(constant("x", 100, 5), normal("x", 100, 5, 1, 7));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
    }

    @Test
    void doesNotJudgeAFewValues() {
        ColumnDrift drift = test.judge(normal("x", 1000, 0, 1, 8), normal("x", 29, 3, 1, 9));

        assertThat(drift.verdict()).isEqualTo(Verdict.NOT_JUDGED);
        assertThat(drift.reason()).isEqualTo(Reason.TOO_FEW_VALUES);
        assertThat(drift.words()).contains("1000 reference and 29 current values, 30 of each are needed");
    }

    @Test
    void doesNotJudgeAnEmptyColumn() {
        assertThat(test.judge(normal("x", 1000, 0, 1, 8), numeric("x")).verdict())
                .isEqualTo(Verdict.NOT_JUDGED);
        assertThat(test.judge(categorical("x"), categorical("x", "a", 50)).verdict())
                .isEqualTo(Verdict.NOT_JUDGED);
    }

    @Test
    void findsValuesThatGoMissing() {
        ColumnDrift drift = test.judge(normal("x", 100, 0, 1, 10), constant("x", 100, Double.NaN));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.reason()).isEqualTo(Reason.MISSING_RATE_CHANGED);
        assertThat(drift.words()).contains("missing values changed: difference 100 % of the rows");
    }

    @Test
    void callsAColumnThatNeverHadValuesStable() {
        ColumnDrift drift = test.judge(constant("x", 100, Double.NaN), constant("x", 100, Double.NaN));

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.reason()).isEqualTo(Reason.NO_VALUES);
    }

    @Test
    void countsInfiniteValuesAsMissing() {
        double[] values = normalValues(200);
        double[] withInfinity = values.clone();
        for (int i = 0; i < 60; i++) {
            withInfinity[i] = Double.POSITIVE_INFINITY;
        }

        ColumnDrift drift = test.judge(numeric("x", values), numeric("x", withInfinity));

        assertThat(drift.reason()).isEqualTo(Reason.MISSING_RATE_CHANGED);
        assertThat(drift.finding(Aspect.DISTRIBUTION).orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void callsEqualCategoriesStable() {
        ColumnDrift drift = test.judge(categorical("c", "a", 500, "b", 300), categorical("c", "a", 250, "b", 150));

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.shifts()).isEmpty();
    }

    @Test
    void callsASingleCategoryStable() {
        assertThat(test.judge(categorical("c", "a", 100), categorical("c", "a", 80))
                        .verdict())
                .isEqualTo(Verdict.STABLE);
    }

    @Test
    void findsANewAndALostCategory() {
        ColumnDrift drift = test.judge(
                categorical("c", "a", 500, "b", 500, "old", 30), categorical("c", "a", 480, "b", 490, "new", 30));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.severity()).isEqualTo(Severity.WARNING);
        assertThat(drift.newCategories()).containsExactly("new");
        assertThat(drift.lostCategories()).containsExactly("old");
        assertThat(effect(drift, EffectSize.NEW_CATEGORIES)).isEqualTo(0.03, within(1e-15));
        assertThat(drift.words()).contains("new: 'new', lost: 'old'");
    }

    @Test
    void doesNotCallARareCategoryLostThatNobodyWouldExpect() {
        ColumnDrift drift =
                test.judge(categorical("c", "a", 500, "b", 400, "rare", 5), categorical("c", "a", 50, "b", 40));

        assertThat(drift.lostCategories()).isEmpty();
    }

    @Test
    void namesTheCategoryThatMovedMost() {
        ColumnDrift drift = test.judge(
                categorical("c", "a", 500, "b", 400, "c", 100), categorical("c", "a", 300, "b", 580, "c", 120));

        assertThat(drift.shifts().get(0)).isEqualTo(new Shift("a", 0.5, 0.3));
        assertThat(drift.words()).contains("the share of 'a' went from 50 % to 30 %");
    }

    @Test
    void neverCallsACategoryNewThatTheReferenceMayHaveAmongItsOthers() {
        CategoricalProfile reference = new CategoricalProfile("c", 0, new TreeMap<>(Map.of("a", 500L, "b", 400L)), 100);
        CategoricalProfile current =
                new CategoricalProfile("c", 0, new TreeMap<>(Map.of("a", 500L, "b", 400L, "x", 100L)), 0);

        ColumnDrift drift = test.judge(reference, current);

        assertThat(drift.verdict()).isEqualTo(Verdict.STABLE);
        assertThat(drift.newCategories()).isEmpty();
    }

    @Test
    void isUncertainWhereMostRowsAreInCategoriesThatAreNotNamed() {
        CategoricalProfile.Accumulator identifiers = new CategoricalProfile.Accumulator();
        CategoricalProfile.Accumulator others = new CategoricalProfile.Accumulator();
        for (int i = 0; i < 100_000; i++) {
            identifiers.add("id" + i);
            others.add("id" + (i + 50_000));
        }

        ColumnDrift drift = test.judge(identifiers.build("id"), others.build("id"));

        assertThat(drift.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(drift.reason()).isEqualTo(Reason.CATEGORIES_NOT_COUNTED);
    }

    @Test
    void callsIdentifiersThatNeverRepeatStableRatherThanNew() {
        CategoricalProfile.Accumulator before = new CategoricalProfile.Accumulator();
        CategoricalProfile.Accumulator now = new CategoricalProfile.Accumulator();
        for (int i = 0; i < 500; i++) {
            before.add("before" + i);
            now.add("now" + i);
        }

        assertThat(test.judge(before.build("id"), now.build("id")).verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void findsAChangedType() {
        ColumnDrift drift = test.judge(normal("x", 100, 0, 1, 1), categorical("x", "a", 100));

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(drift.reason()).isEqualTo(Reason.TYPE_CHANGED);
        assertThat(drift.words()).isEqualTo("'x' drifted (critical): numeric before, categorical now.");
    }

    /** Every kind of odd column against every other: a verdict with words, and no figure that is not a number. */
    @ParameterizedTest
    @MethodSource("oddColumns")
    void alwaysReachesAVerdict(ColumnProfile reference) {
        oddColumns().forEach(current -> {
            ColumnDrift drift = test.judge(reference, current);

            assertThat(drift.words()).endsWith(".").doesNotContain("NaN");
            assertThat(drift.findings()).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.pValue()).isBetween(0.0, 1.0);
                assertThat(finding.adjustedPValue()).isBetween(0.0, 1.0);
                assertThat(finding.effects())
                        .allSatisfy(each -> assertThat(each.value()).isFinite());
            });
        });
    }

    static Stream<ColumnProfile> oddColumns() {
        return Stream.of(
                numeric("x"),
                numeric("x", 1),
                constant("x", 50, Double.NaN),
                constant("x", 50, 0),
                constant("x", 50, -0.0),
                constant("x", 5000, 1e150),
                constant("x", 50, Double.MIN_VALUE),
                numeric("x", IntStream.range(0, 100).mapToDouble(i -> i % 2).toArray()),
                numeric(
                        "x",
                        IntStream.range(0, 100)
                                .mapToDouble(i -> i % 2 == 0 ? -1e150 : 1e150)
                                .toArray()),
                numeric(
                        "x",
                        IntStream.range(0, 100)
                                .mapToDouble(i -> i % 3 == 0 ? Double.NaN : i)
                                .toArray()),
                normal("x", 30, 0, 1, 1),
                normal("x", 10_000, 1e9, 1e-3, 2),
                categorical("x"),
                categorical("x", "a", 1),
                categorical("x", "a", 100),
                categorical("x", "b", 100),
                categorical("x", "", 40, "a", 50, "c", 1),
                new CategoricalProfile("x", 100, new TreeMap<>(), 0),
                new CategoricalProfile("x", 0, new TreeMap<>(), 100));
    }

    private static double[] normalValues(int rows) {
        Random random = new Random(11);
        return IntStream.range(0, rows).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double effect(ColumnDrift drift, EffectSize size) {
        List<Finding> findings = drift.findings();
        return findings.stream()
                .flatMap(finding -> finding.effect(size).stream())
                .mapToDouble(Effect::value)
                .findFirst()
                .orElseThrow();
    }
}
