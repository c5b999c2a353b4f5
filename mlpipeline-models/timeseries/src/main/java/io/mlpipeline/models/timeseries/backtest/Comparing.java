package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the table of a backtest. */
final class Comparing {
    private final BacktestResult result;
    private final List<ForecastMeasure> measures;
    private final Map<String, List<BacktestCase>> common = new LinkedHashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    private Comparing(BacktestResult result, List<ForecastMeasure> measures) {
        this.result = result;
        this.measures = measures;
        Set<Place> shared = shared(result);
        for (String name : result.forecasters()) {
            common.put(
                    name,
                    result.cases(name).stream()
                            .filter(each -> shared.contains(Place.of(each)))
                            .toList());
        }
        result.failures().forEach(failure -> failures.merge(failure.forecaster(), 1, Integer::sum));
    }

    static BacktestComparison of(BacktestResult result, List<ForecastMeasure> measures) {
        return new Comparing(result, measures).table();
    }

    /** A series at an origin. */
    private record Place(List<String> key, int origin) {
        static Place of(BacktestCase one) {
            return new Place(one.key(), one.origin());
        }
    }

    private static Set<Place> shared(BacktestResult result) {
        Set<Place> shared = new HashSet<>();
        boolean first = true;
        for (String name : result.forecasters()) {
            Set<Place> places = new HashSet<>();
            result.cases(name).forEach(each -> places.add(Place.of(each)));
            if (first) {
                shared.addAll(places);
            } else {
                shared.retainAll(places);
            }
            first = false;
        }
        return shared;
    }

    private BacktestComparison table() {
        List<String> ranked = new ArrayList<>(common.keySet());
        ranked.sort(Comparator.comparingDouble(name -> measures.get(0).loss(score(name, measures.get(0)))));
        List<BacktestComparison.Row> rows = ranked.stream()
                .map(name -> new BacktestComparison.Row(
                        name,
                        measures.stream().map(each -> score(name, each)).toList(),
                        failures.getOrDefault(name, 0),
                        fallbacks(name),
                        test(name, ranked.get(0))))
                .toList();
        return new BacktestComparison(
                measures.stream().map(ForecastMeasure::name).toList(),
                common(ranked.get(0)).size(),
                rows);
    }

    private List<BacktestCase> common(String name) {
        return common.getOrDefault(name, List.of());
    }

    private double score(String name, ForecastMeasure measure) {
        return measure.of(ForecastPoints.of(common(name)));
    }

    private int fallbacks(String name) {
        return (int) common(name).stream()
                .filter(each -> each.fallback().isPresent())
                .count();
    }

    private Optional<DieboldMariano> test(String name, String best) {
        if (name.equals(best)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DieboldMariano.ofLosses(losses(name), losses(best), result.overlap()));
        } catch (InvalidDataException e) {
            return Optional.empty(); // too few origins to tell, which the table shows by a dash
        }
    }

    private double[] losses(String name) {
        SortedMap<Integer, List<BacktestCase>> byOrigin = new TreeMap<>();
        common(name)
                .forEach(each -> byOrigin.computeIfAbsent(each.origin(), origin -> new ArrayList<>())
                        .add(each));
        ForecastMeasure measure = measures.get(0);
        return byOrigin.values().stream()
                .mapToDouble(cases -> measure.loss(measure.of(ForecastPoints.of(cases))))
                .toArray();
    }
}
