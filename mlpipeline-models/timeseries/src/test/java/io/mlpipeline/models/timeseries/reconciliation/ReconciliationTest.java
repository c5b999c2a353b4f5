package io.mlpipeline.models.timeseries.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelRun;
import io.mlpipeline.models.timeseries.reconciliation.Reconciliation.Proportions;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the matrix formulas in NumPy: {@code reference.py} beside {@code reference.json} says how it was made. */
class ReconciliationTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);

    private final JsonNode reference = reference();
    private final Hierarchy hierarchy =
            Hierarchy.over(keys("bottom")).total().by(0).by(1);
    private final double[] base = numbers(reference.get("base"));

    @Test
    void namesTheNodesLevelByLevel() {
        assertThat(hierarchy.nodes()).isEqualTo(keys("nodes"));
        assertThat(hierarchy.nodes())
                .startsWith(List.of("*", "*"), List.of("north", "*"), List.of("south", "*"), List.of("*", "tea"));
    }

    @Test
    void addsUpFromTheBottom() {
        assertAgrees(Reconciliation.bottomUp(hierarchy), "bottomUp", 1e-12);
    }

    @Test
    void splitsTheTotalByPastShares() {
        assertAgrees(Reconciliation.topDown(hierarchy, history(), Proportions.OF_AVERAGES), "ofAverages", 1e-10);
        assertAgrees(Reconciliation.topDown(hierarchy, history(), Proportions.AVERAGE), "average", 1e-10);
    }

    @Test
    void minimisesTheTraceByOrdinaryAndStructuralLeastSquares() {
        assertAgrees(Reconciliation.ordinaryLeastSquares(hierarchy), "ols", 1e-10);
        assertAgrees(Reconciliation.structural(hierarchy), "structural", 1e-10);
    }

    @Test
    void minimisesTheTraceWithShrunkCovariances() {
        assertAgrees(Reconciliation.shrinkage(hierarchy, rows("errors")), "shrinkage", 1e-9);
    }

    @Test
    void leavesForecastsThatAddUpAsTheyAre() {
        double[] coherent = hierarchy.sums(new double[] {1, 2, 3, 4, 5});

        assertThat(Reconciliation.shrinkage(hierarchy, rows("errors")).reconcile(coherent))
                .containsExactly(coherent, within(1e-12));
        assertThat(Reconciliation.structural(hierarchy).reconcile(coherent)).containsExactly(coherent, within(1e-12));
    }

    @Test
    void reconcilesForecastsOfAWholePanelSoThatEveryStepAddsUp() {
        Panel all = hierarchy.aggregate(randomPanel());
        Drift drift = Drift.withDefaults();
        BacktestResult backtest =
                Backtest.builder(1).origins(10).levels().build().run(all, Candidates.of(drift));
        Map<List<String>, Forecast> forecasts =
                PanelRun.of(drift, Horizon.of(4)).run(all).forecasts();
        // Drift adds up by itself, so one forecast is moved away.
        Map<List<String>, Forecast> moved = new LinkedHashMap<>(forecasts);
        moved.put(List.of("*", "*"), moved(forecasts.get(List.of("*", "*")), 10));

        for (Reconciliation each : List.of(
                Reconciliation.bottomUp(hierarchy),
                Reconciliation.topDown(hierarchy, randomPanel(), Proportions.AVERAGE),
                Reconciliation.ordinaryLeastSquares(hierarchy),
                Reconciliation.structural(hierarchy),
                Reconciliation.shrinkage(hierarchy, Reconciliation.errors(hierarchy, backtest, "drift")))) {
            Map<List<String>, Forecast> reconciled = each.reconcile(moved);

            assertThat(List.copyOf(reconciled.keySet())).isEqualTo(hierarchy.nodes());
            for (int step = 1; step <= 4; step++) {
                assertAddsUp(reconciled, step);
            }
            Forecast tea = reconciled.get(List.of("*", "tea"));
            Forecast before = moved.get(List.of("*", "tea"));
            assertThat(tea.interval(2, 0.95).upper() - tea.mean(2))
                    .isCloseTo(before.interval(2, 0.95).upper() - before.mean(2), within(1e-9));
            assertThat(tea.stamp(1)).isEqualTo(before.stamp(1));
        }
    }

    private void assertAddsUp(Map<List<String>, Forecast> reconciled, int step) {
        double[] bottoms = hierarchy.bottom().stream()
                .mapToDouble(key -> reconciled.get(key).mean(step))
                .toArray();
        double[] sums = hierarchy.sums(bottoms);
        for (int node = 0; node < sums.length; node++) {
            assertThat(reconciled.get(hierarchy.nodes().get(node)).mean(step)).isEqualTo(sums[node]);
        }
    }

    @Test
    void addsUpSeriesThatBeginAndEndAtDifferentStamps() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(List.of("a"), TimeSeries.of(Frequency.DAY, START, 1, 2, Double.NaN, 4));
        series.put(List.of("b"), TimeSeries.of(Frequency.DAY, START.plusDays(1), 10, 20, 30, 40));

        Panel all = Hierarchy.over(List.copyOf(series.keySet())).total().aggregate(Panel.of(series));

        assertThat(all.series(List.of("*"))).isEqualTo(TimeSeries.of(Frequency.DAY, START, 1, 12, Double.NaN, 34, 40));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> Hierarchy.over(List.of(List.of("a", "*"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of them '*'");
        assertThatThrownBy(() -> Hierarchy.over(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no series at the bottom");
        assertThatThrownBy(() -> Hierarchy.over(List.of(List.of("a"), List.of("a"))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> hierarchy.by(2)).hasMessageContaining("position 2 is outside");
        assertThatThrownBy(() -> hierarchy.by(0, 1)).hasMessageContaining("the bottom itself");
        assertThatThrownBy(() -> hierarchy.total()).hasMessageContaining("declared twice");
        assertThatThrownBy(() -> hierarchy.aggregate(Panel.of(TimeSeries.of(Frequency.DAY, START, 1))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("exactly the 5 keys");
        Hierarchy flat = Hierarchy.over(keys("bottom")).by(0);
        assertThatThrownBy(() -> Reconciliation.topDown(flat, history(), Proportions.AVERAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no total to split");
        assertThatThrownBy(() -> Reconciliation.shrinkage(hierarchy, new double[1][11]))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("more origins");
        assertThatThrownBy(() -> Reconciliation.shrinkage(hierarchy, new double[3][2]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reconciliation.bottomUp(hierarchy).reconcile(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11 nodes");
        assertThatThrownBy(() -> Reconciliation.bottomUp(hierarchy).reconcile(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no forecast of [*, *]");
    }

    private void assertAgrees(Reconciliation reconciliation, String expected, double tolerance) {
        assertThat(reconciliation.reconcile(base)).containsExactly(numbers(reference.get(expected)), within(tolerance));
    }

    private static Forecast moved(Forecast forecast, double by) {
        double[] mean = Arrays.stream(forecast.means()).map(each -> each + by).toArray();
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, step -> forecast.stamp(step + 1));
        return Forecast.builder("moved", stamps, Horizon.of(mean.length), mean)
                .normal(mean)
                .build();
    }

    private Panel history() {
        double[][] rows = rows("history");
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        for (int i = 0; i < hierarchy.bottom().size(); i++) {
            int column = i;
            series.put(
                    hierarchy.bottom().get(i),
                    TimeSeries.of(
                            Frequency.DAY,
                            START,
                            Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()));
        }
        return Panel.of(series);
    }

    private Panel randomPanel() {
        SplittableRandom random = new SplittableRandom(3);
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        hierarchy
                .bottom()
                .forEach(key -> series.put(
                        key,
                        TimeSeries.of(
                                Frequency.DAY, START, random.doubles(40, 5, 20).toArray())));
        return Panel.of(series);
    }

    private List<List<String>> keys(String field) {
        List<List<String>> keys = new ArrayList<>();
        reference
                .get(field)
                .forEach(key -> keys.add(List.of(key.get(0).asText(), key.get(1).asText())));
        return keys;
    }

    private double[][] rows(String field) {
        List<double[]> rows = new ArrayList<>();
        reference.get(field).forEach(row -> rows.add(numbers(row)));
        return rows.toArray(double[][]::new);
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }

    private static JsonNode reference() {
        try (InputStream file = ReconciliationTest.class.getResourceAsStream("reference.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
