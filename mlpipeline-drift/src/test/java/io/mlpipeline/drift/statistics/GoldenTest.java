package io.mlpipeline.drift.statistics;

import static io.mlpipeline.drift.statistics.Golden.assertClose;
import static io.mlpipeline.drift.statistics.Golden.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlpipeline.drift.statistics.Golden.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agreement with SciPy 1.10, R and exact arithmetic.
 *
 * <p>Left out is what those programs get wrong under ties (the Kolmogorov-Smirnov and Cramer-von Mises p-values of SciPy) and
 * SciPy's asymptotic Kolmogorov-Smirnov p-value: it takes the one-sample law at an effective size, which is further from the truth
 * than the limit that is used here (1,000 against 1,000: exact 0.5006, limit 0.5004, SciPy 0.4889).
 */
class GoldenTest {
    private static final double DISTANCE = 1e-12;
    private static final double STATISTIC = 1e-10;
    private static final double P = 1e-8;
    private static final double TINY = 1e-15;

    static Stream<Pair> pairs() {
        return Golden.pairs();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void kolmogorovSmirnov(Pair pair) {
        JsonNode exact = pair.expected().path("ks_exact");
        boolean feasible = (long) pair.x().size() * pair.y().size() <= 25_000_000;
        if (feasible && !pair.hasTies()) {
            check(KolmogorovSmirnovTest.exact(pair.x(), pair.y()), exact);
        }
        TestResult actual = KolmogorovSmirnovTest.test(pair.x(), pair.y());
        double statistic = number(pair.expected().path("ks_asymp").path("statistic"));
        assertClose("statistic", actual.statistic(), statistic, STATISTIC, TINY);
        double limit = KolmogorovSmirnovTest.asymptotic(
                actual.statistic(), pair.x().size(), pair.y().size());
        assertClose("p", limit, number(pair.expected().path("ks_kolmogorov_limit_pvalue")), P, TINY);
    }

    static Stream<Map.Entry<Pair, JsonNode>> exactPairs() {
        JsonNode cases = Golden.read("ks_exact_conditional.json").path("cases");
        return pairs().filter(pair -> cases.has(pair.name())).map(pair -> Map.entry(pair, cases.path(pair.name())));
    }

    @ParameterizedTest
    @MethodSource("exactPairs")
    void kolmogorovSmirnovWithTies(Map.Entry<Pair, JsonNode> each) {
        Pair pair = each.getKey();
        JsonNode expected = each.getValue();
        TestResult actual = KolmogorovSmirnovTest.test(pair.x(), pair.y());
        double distance = number(expected.path("D_num")) / number(expected.path("D_den"));
        assertClose("statistic", actual.statistic(), distance, STATISTIC, TINY);
        assertClose("p", actual.pValue(), number(expected.path("pvalue")), 1e-10, 0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void andersonDarling(Pair pair) {
        JsonNode expected = pair.expected().path("anderson_ksamp_midrank");
        TestResult actual = AndersonDarlingTest.test(pair.x(), pair.y());
        if (expected.has("error")) {
            assertThat(actual).isEqualTo(new TestResult(0, 1));
            return;
        }
        assertClose("statistic", actual.statistic(), number(expected.path("statistic")), STATISTIC, TINY);
        assertClose("p", actual.pValue(), number(expected.path("pvalue_clamped")), P, TINY);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void cramerVonMises(Pair pair) {
        if (pair.hasTies()) {
            return;
        }
        JsonNode asymptotic = pair.expected().path("cvm_asymptotic");
        TestResult actual = CramerVonMisesTest.asymptotic(pair.x(), pair.y());
        assertClose("statistic", actual.statistic(), number(asymptotic.path("statistic")), STATISTIC, TINY);
        // SciPy's series ends with the first term below 1e-7, which leaves it about 1e-10.
        assertClose("p", actual.pValue(), number(asymptotic.path("pvalue")), P, 1e-10);
        if (pair.expected().path("cvm_exact").has("pvalue")) {
            check(CramerVonMisesTest.exact(pair.x(), pair.y()), pair.expected().path("cvm_exact"));
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void eppsSingleton(Pair pair) {
        JsonNode expected = pair.expected().path("epps_singleton");
        TestResult actual = EppsSingletonTest.test(pair.x(), pair.y());
        if (expected.has("error")) {
            assertThat(actual).isEqualTo(new TestResult(0, 1));
        } else if (number(expected.path("statistic")) > 1e30) {
            assertThat(actual).isEqualTo(new TestResult(Double.POSITIVE_INFINITY, 0));
        } else {
            check(actual, expected);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void mannWhitney(Pair pair) {
        JsonNode asymptotic = pair.expected().path("mannwhitney_asymptotic");
        TestResult actual = MannWhitneyTest.asymptotic(pair.x(), pair.y());
        assertClose("statistic", actual.statistic(), number(asymptotic.path("u1")), STATISTIC, TINY);
        assertClose("p", actual.pValue(), number(asymptotic.path("pvalue")), P, TINY);
        JsonNode exact = pair.expected().path("mannwhitney_exact");
        if (exact.has("pvalue")) {
            double p = MannWhitneyTest.test(pair.x(), pair.y()).pValue();
            assertClose("exact p", p, number(exact.path("pvalue")), P, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void student(Pair pair) {
        checkMeans(TTest.student(pair.x(), pair.y()), pair.expected().path("ttest_student"));
        checkMeans(TTest.welch(pair.x(), pair.y()), pair.expected().path("ttest_welch"));
    }

    /** Two equal constants have no t for SciPy; here they do not differ. */
    private static void checkMeans(TestResult actual, JsonNode expected) {
        if (Double.isNaN(number(expected.path("statistic")))) {
            assertThat(actual).isEqualTo(new TestResult(0, 1));
        } else {
            check(actual, expected);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void distancesOfSamples(Pair pair) {
        JsonNode expected = pair.expected();
        double wasserstein = Distances.wasserstein(pair.x(), pair.y());
        assertClose("Wasserstein", wasserstein, number(expected.path("wasserstein")), DISTANCE, TINY);
        double normed = wasserstein / Math.max(Math.sqrt(pair.x().populationVariance()), 0.001);
        assertClose("normed", normed, number(expected.path("wasserstein_normed_evidently")), DISTANCE, TINY);
        double energy = Distances.energy(pair.x(), pair.y());
        assertClose("energy", energy, number(expected.path("energy_distance")), DISTANCE, TINY);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void distancesOverBins(Pair pair) {
        long[][] counts = evidentlyBins(pair);
        JsonNode expected = pair.expected();
        double[] p = Shares.of(counts[0]);
        double[] q = Shares.of(counts[1]);
        double[] filledP = Shares.filled(counts[0]);
        double[] filledQ = Shares.filled(counts[1]);

        assertThat(p).hasSize(expected.path("evidently_bins").asInt());
        assertDistance("psi_evidently", Distances.populationStability(filledP, filledQ), expected);
        assertDistance("kl_evidently", Distances.kullbackLeibler(filledP, filledQ), expected);
        assertDistance("jensenshannon_evidently", Distances.jensenShannon(p, q), expected);
        assertDistance("jensenshannon_base2", Distances.jensenShannon(p, q) / Math.sqrt(Math.log(2)), expected);
        assertDistance("tvd_bins", Distances.totalVariation(p, q), expected);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void stabilityOverDeciles(Pair pair) {
        JsonNode expected = pair.expected().path("psi_quantile10");
        Bins deciles = Bins.byQuantiles(pair.x(), 10);
        double[] edges = deciles.edges();
        JsonNode cuts = expected.path("cut_points");
        assertThat(edges).hasSize(cuts.size() + 2);
        for (int i = 0; i < cuts.size(); i++) {
            assertClose("cut " + i, edges[i + 1], number(cuts.path(i)), DISTANCE, TINY);
        }
        double psi = Distances.populationStability(
                Shares.filled(deciles.counts(pair.x())), Shares.filled(deciles.counts(pair.y())));
        assertClose("PSI", psi, number(expected.path("psi")), DISTANCE, TINY);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void hellingerOverSturgesBinsOfTheDistinctValues(Pair pair) {
        double[] distinct =
                distinct(pair).stream().mapToDouble(Double::doubleValue).toArray();
        Bins bins = Bins.between(BinRule.STURGES.edges(Sample.of(distinct)));
        double distance = Distances.hellinger(Shares.of(bins.counts(pair.x())), Shares.of(bins.counts(pair.y())));
        // The reference is the root of 1 - BC, whose own error is about 1e-16 over the distance.
        assertClose("Hellinger", distance, number(pair.expected().path("hellinger_evidently")), 1e-10, 2e-8);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void jensenShannonOverDoaneBinsOfTheReference(Pair pair) {
        Bins bins = Bins.between(BinRule.DOANE.edges(pair.x()));
        assertThat(bins.size())
                .isEqualTo(pair.expected().path("nannyml_doane_bins").asInt());
        double[] p = Shares.of(withOverflow(bins, pair.x()));
        double[] q = Shares.of(withOverflow(bins, pair.y()));
        double distance = Distances.jensenShannon(p, q) / Math.sqrt(Math.log(2));
        assertDistance("jensenshannon_nannyml", distance, pair.expected());
    }

    private static long[] withOverflow(Bins bins, Sample sample) {
        long[] counts = Arrays.copyOf(bins.counts(sample), bins.size() + 1);
        counts[bins.size()] = sample.size() - Counts.sum(counts);
        return counts;
    }

    private static void assertDistance(String key, double actual, JsonNode expected) {
        assertClose(key, actual, number(expected.path(key)), DISTANCE, 1e-14);
    }

    /** Sturges' bins of the pooled sample, or one bin a value where the reference has at most 20. */
    private static long[][] evidentlyBins(Pair pair) {
        PooledValues pooled = PooledValues.of(pair.x(), pair.y());
        SortedSet<Double> own = new TreeSet<>();
        for (int i = 0; i < pair.x().size(); i++) {
            own.add(pair.x().value(i));
        }
        if (own.size() <= 20) {
            return new long[][] {pooled.first(), pooled.second()};
        }
        double[] all = new double[pair.x().size() + pair.y().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < pair.x().size()
                    ? pair.x().value(i)
                    : pair.y().value(i - pair.x().size());
        }
        Bins bins = Bins.between(BinRule.STURGES.edges(Sample.of(all)));
        return new long[][] {bins.counts(pair.x()), bins.counts(pair.y())};
    }

    private static List<Double> distinct(Pair pair) {
        PooledValues pooled = PooledValues.of(pair.x(), pair.y());
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < pooled.size(); i++) {
            values.add(pooled.value(i));
        }
        return values;
    }

    static Stream<JsonNode> tables() {
        return Golden.stream(Golden.read("categorical_two_sample.json").path("cases"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void categories(JsonNode table) {
        SortedSet<String> names = new TreeSet<>();
        table.path("reference_counts").fieldNames().forEachRemaining(names::add);
        table.path("current_counts").fieldNames().forEachRemaining(names::add);
        long[] reference = counts(table.path("reference_counts"), names);
        long[] current = counts(table.path("current_counts"), names);
        JsonNode expected = table.path("out");

        check(ChiSquareTest.test(reference, current), expected.path("chi2_contingency"));
        check(GTest.test(reference, current), expected.path("g_test_contingency"));
        double[] p = Shares.of(reference);
        double[] q = Shares.of(current);
        double[] filledP = Shares.filled(reference);
        double[] filledQ = Shares.filled(current);
        assertDistance("psi_evidently", Distances.populationStability(filledP, filledQ), expected);
        assertDistance("kl_evidently", Distances.kullbackLeibler(filledP, filledQ), expected);
        assertDistance("jensenshannon", Distances.jensenShannon(p, q), expected);
        assertDistance("hellinger", Distances.hellinger(p, q), expected);
        assertDistance("tvd", Distances.totalVariation(p, q), expected);
        assertDistance("l_infinity", Distances.largestDifference(p, q), expected);
        if (expected.has("fisher_exact")) {
            proportions(reference, current, expected);
        }
    }

    /** The names are in alphabetical order; the reference programs count the first one named in the file. */
    private static void proportions(long[] reference, long[] current, JsonNode expected) {
        long n = Counts.sum(reference);
        long m = Counts.sum(current);
        TestResult fisher = FisherExactTest.test(reference[0], n, current[0], m);
        JsonNode fisherExpected = expected.path("fisher_exact");
        assertClose("Fisher p", fisher.pValue(), number(fisherExpected.path("pvalue")), P, 0);
        assertClose("odds", fisher.statistic(), number(fisherExpected.path("oddsratio")), STATISTIC, 0);
        TestResult z = ProportionTest.test(reference[0], n, current[0], m);
        double expectedZ = number(expected.path("z_test").path("z"));
        assertClose("|z|", Math.abs(z.statistic()), Math.abs(expectedZ), STATISTIC, 0);
        assertClose("p", z.pValue(), number(expected.path("z_test").path("pvalue")), P, TINY);
    }

    private static long[] counts(JsonNode table, SortedSet<String> names) {
        return names.stream().mapToLong(name -> table.path(name).asLong(0)).toArray();
    }

    static Stream<JsonNode> histograms() {
        return Golden.stream(Golden.read("histogram_rules.json").path("cases"));
    }

    @ParameterizedTest
    @MethodSource("histograms")
    void histogramRules(JsonNode each) {
        Sample sample = Sample.of(Golden.values(each.path("x")));
        Map<String, BinRule> rules = Map.of("sqrt", BinRule.SQUARE_ROOT, "fd", BinRule.FREEDMAN_DIACONIS);
        each.path("rules").fields().forEachRemaining(rule -> {
            BinRule actual = rules.containsKey(rule.getKey())
                    ? rules.get(rule.getKey())
                    : BinRule.valueOf(rule.getKey().toUpperCase(Locale.ROOT));
            double[] edges = actual.edges(sample);
            double[] expected = Golden.stream(rule.getValue().path("edges"))
                    .flatMapToDouble(edge -> DoubleStream.of(number(edge)))
                    .toArray();
            assertThat(edges).as(rule.getKey()).hasSameSizeAs(expected);
            for (int i = 0; i < edges.length; i++) {
                assertClose(rule.getKey() + " edge " + i, edges[i], expected[i], DISTANCE, 1e-12);
            }
        });
    }

    static Stream<JsonNode> pValueLists() {
        return Golden.stream(Golden.read("multiple_testing.json").path("cases"));
    }

    @ParameterizedTest
    @MethodSource("pValueLists")
    void benjaminiHochberg(JsonNode each) {
        double[] p = Golden.stream(each.path("p")).mapToDouble(Golden::number).toArray();
        double[] expected = Golden.stream(each.path("adjusted").path("fdr_bh"))
                .mapToDouble(Golden::number)
                .toArray();
        double[] adjusted = FalseDiscovery.adjust(p);
        for (int i = 0; i < p.length; i++) {
            assertClose("adjusted p " + i, adjusted[i], expected[i], DISTANCE, 0);
        }
    }

    private static void check(TestResult actual, JsonNode expected) {
        assertClose("statistic", actual.statistic(), number(expected.path("statistic")), STATISTIC, 1e-14);
        assertClose("p", actual.pValue(), number(expected.path("pvalue")), P, 1e-14);
    }
}
