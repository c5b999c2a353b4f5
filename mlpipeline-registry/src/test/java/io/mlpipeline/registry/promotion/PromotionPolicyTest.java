package io.mlpipeline.registry.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.evaluation.Metric;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.registry.Shop;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromotionPolicyTest {
    private static final Frame SALES = Shop.sales(1, 2, 3, 4);
    private static final FittedFeatures PLAIN = Shop.plain(SALES);
    private static final TrainingSet HOLD_OUT = PLAIN.trainingSet(SALES);

    /** WAPE is |10 - weight| / 10: 9.5 errs by 0.05, half of what 9 does. */
    @ParameterizedTest
    @CsvSource({
        "9.5, 9, 0, true",
        "9.5, 9, 0.49, true",
        "9.5, 9, 0.51, false",
        "9, 9, 0, true",
        "9, 9, 0.01, false",
        "8, 9, 0, false",
        "10, 9, 1, true",
        "10, 10, 0, true",
        "10, 10, 0.01, false",
        "9, 10, 0, false",
        "9, 10, 0.01, false"
    })
    void asksForAMinimumGainOverTheIncumbent(double candidate, double incumbent, double minimum, boolean passes) {
        Finding finding = judge(Metrics.WAPE, minimum, candidate, incumbent);

        assertThat(finding.passed()).as(finding.explanation()).isEqualTo(passes);
        assertThat(finding.rule()).isEqualTo("beats-incumbent");
    }

    @Test
    void saysEveryFigure() {
        Finding finding = judge(Metrics.WAPE, 0.02, 9.5, 9);

        assertThat(finding.figures())
                .containsKeys("candidate", "incumbent", "relative-gain", "minimum-relative-gain", "rows")
                .hasSize(5);
        assertThat(finding.figures().get("candidate")).isCloseTo(0.05, within(1e-12));
        assertThat(finding.figures().get("incumbent")).isCloseTo(0.1, within(1e-12));
        assertThat(finding.figures().get("relative-gain")).isCloseTo(0.5, within(1e-12));
        assertThat(finding.figures()).contains(entry("rows", 4.0), entry("minimum-relative-gain", 0.02));
        assertThat(finding.explanation())
                .isEqualTo("wape 0.0500000 against 0.100000 of sales v1 on 4 rows: a relative gain of 50.0000 %,"
                        + " at least 2.00000 % asked for");
    }

    /** R2 of w * price is 1 - ((10 - w) / 10)^2 * sum(y^2) / spread; here 1 - ((10 - w) / 10)^2 * 3000 / 500. */
    @Test
    void knowsMetricsOfWhichMoreIsBetter() {
        assertThat(judge(Metrics.R2, 0.01, 9.5, 9).figures().get("candidate")).isCloseTo(0.985, within(1e-12));
        assertThat(judge(Metrics.R2, 0.01, 9.5, 9).passed()).isTrue();
        assertThat(judge(Metrics.R2, 0.1, 9.5, 9).passed()).isFalse();
        assertThat(judge(Metrics.R2, 0, 9, 9.5).passed()).isFalse();
    }

    @Test
    void seesNoGainOverAPerfectIncumbent() {
        assertThat(judge(Metrics.WAPE, 0, 10, 10).figures()).containsEntry("relative-gain", 0.0);
        assertThat(judge(Metrics.WAPE, 0, 9, 10).figures()).containsEntry("relative-gain", Double.NEGATIVE_INFINITY);
    }

    @Test
    void takesTheBiasNearerToZero() {
        assertThat(judge(Metrics.BIAS, 0.1, 10.5, 9).passed()).isTrue();
        assertThat(judge(Metrics.BIAS, 0.1, 8, 11).passed()).isFalse();
    }

    @Test
    void refusesACandidateWithoutADefinedScore() {
        TrainingSet nothingSold = zeroSales();

        Finding finding = PromotionPolicy.beatIncumbentOn(nothingSold)
                .by(Metrics.WAPE, 0)
                .judge(Candidacy.against(contender(2, Shop.times(10)), () -> contender(1, Shop.times(9))))
                .get(0);

        assertThat(finding.passed()).isFalse();
        assertThat(PromotionPolicy.beatIncumbentOn(nothingSold)
                        .by(Metrics.WAPE, 0)
                        .judge(Candidacy.unopposed(contender(1, Shop.times(10))))
                        .get(0)
                        .passed())
                .isFalse();
    }

    @Test
    void letsTheFirstVersionInWithItsScore() {
        Finding finding = PromotionPolicy.beatIncumbentOn(HOLD_OUT)
                .by(Metrics.WAPE, 0.02)
                .judge(Candidacy.unopposed(contender(1, Shop.times(9))))
                .get(0);

        assertThat(finding.passed()).isTrue();
        assertThat(finding.explanation()).startsWith("no version is in production");
        assertThat(finding.figures().get("candidate")).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void refusesVectorsThatMeanSomethingElseToTheIncumbent() {
        FittedFeatures before = Shop.standardized(Shop.sales(1, 2));
        FittedFeatures now = Shop.standardized(Shop.sales(1, 2, 3, 4));
        var candidate = new Contender(version(2), now, Shop.times(9));
        var incumbent = new Contender(version(1), before, Shop.times(9));

        Finding finding = PromotionPolicy.beatIncumbentOn(now.trainingSet(SALES))
                .by(Metrics.WAPE, 0)
                .judge(Candidacy.against(candidate, () -> incumbent))
                .get(0);

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("sales v1 were fitted differently", "beatIncumbentOn(rows, from)");
    }

    /** Standardized by mean 1.5 and deviation s, 10 * s * z + 15 is 10 * price again: a perfect incumbent in its own terms. */
    @Test
    void judgesRowsByEachVersionsOwnFeatures() {
        FittedFeatures before = Shop.standardized(Shop.sales(1, 2));
        double deviation = 0.5 / before.trainingSet(Shop.sales(2)).value(0, 0);
        LinearModel exact = LinearModel.of(List.of("price"), new double[] {10 * deviation}, 15);
        var incumbent = new Contender(version(1), before, exact);
        var from = Shop.OPENING.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();

        Finding finding = PromotionPolicy.beatIncumbentOn(SALES, from)
                .by(Metrics.WAPE, 0)
                .judge(Candidacy.against(contender(2, Shop.times(9)), () -> incumbent))
                .get(0);

        assertThat(finding.passed()).isFalse();
        assertThat(finding.figures()).containsEntry("rows", 2.0);
        assertThat(finding.figures().get("incumbent")).isCloseTo(0, within(1e-12));
        assertThat(finding.figures().get("candidate")).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void refusesAHoldOutThatTheModelCannotRead() {
        var other = LinearModel.of(List.of("weather"), new double[] {1}, 0);

        Finding finding = PromotionPolicy.beatIncumbentOn(HOLD_OUT)
                .by(Metrics.WAPE, 0)
                .judge(Candidacy.unopposed(contender(1, other)))
                .get(0);

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("weather");
    }

    @Test
    void refusesAHoldOutThatBeginsAfterTheLastRow() {
        Finding finding = PromotionPolicy.beatIncumbentOn(SALES, Instant.parse("2030-01-01T00:00:00Z"))
                .by(Metrics.WAPE, 0)
                .judge(Candidacy.unopposed(contender(1, Shop.times(10))))
                .get(0);

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("no rows");
    }

    @Test
    void letsAnythingInForAReason() {
        var unreadable = Candidacy.against(contender(2, Shop.times(1)), () -> {
            throw new IllegalStateException("the incumbent's bundle is lost");
        });

        assertThat(PromotionPolicy.always("the incumbent is lost").judge(unreadable))
                .containsExactly(Finding.passed("always", "the incumbent is lost"));
        assertThatThrownBy(() -> PromotionPolicy.always(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void judgesByEveryRuleAlsoAfterOneHasFailed() {
        PromotionPolicy policy = PromotionPolicy.beatIncumbentOn(HOLD_OUT)
                .by(Metrics.WAPE, 0)
                .and(PromotionPolicy.keepRequests())
                .and(PromotionPolicy.of(candidacy -> Finding.failed("friday", "not on a Friday")));

        List<Finding> findings =
                policy.judge(Candidacy.against(contender(2, Shop.times(5)), () -> contender(1, Shop.times(9))));

        assertThat(findings).extracting(Finding::rule).containsExactly("beats-incumbent", "keeps-requests", "friday");
        assertThat(findings).extracting(Finding::passed).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesAMinimumThatIsNone(double minimum) {
        assertThatThrownBy(() -> PromotionPolicy.beatIncumbentOn(HOLD_OUT).by(Metrics.WAPE, minimum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.02");
    }

    @Test
    void refusesEmptyHoldOutsAndPolicies() {
        assertThatThrownBy(() -> PromotionPolicy.beatIncumbentOn(HOLD_OUT.where(row -> false)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PromotionPolicy.beatIncumbentOn(Shop.sales(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(PromotionPolicy::of).isInstanceOf(IllegalArgumentException.class);
    }

    private static Finding judge(Metric metric, double minimum, double candidate, double incumbent) {
        return PromotionPolicy.beatIncumbentOn(HOLD_OUT)
                .by(metric, minimum)
                .judge(Candidacy.against(
                        contender(2, Shop.times(candidate)), () -> contender(1, Shop.times(incumbent))))
                .get(0);
    }

    private static TrainingSet zeroSales() {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("price"), "units");
        rows.add(new double[] {0}, 0, 0, "");
        return rows.build();
    }

    private static Contender contender(int version, Model model) {
        return new Contender(version(version), PLAIN, model);
    }

    static ModelVersion version(int number) {
        return new ModelVersion(
                "sales",
                number,
                Stage.NONE,
                ArtifactId.of(new byte[0]),
                new TreeMap<>(),
                new TreeMap<>(),
                "",
                Instant.EPOCH,
                "anna");
    }
}
