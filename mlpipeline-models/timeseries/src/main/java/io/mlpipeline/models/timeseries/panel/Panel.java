package io.mlpipeline.models.timeseries.panel;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Series of one frequency by key, such as shop and item. They may begin and end at different stamps. Immutable and thread-safe.
 */
public final class Panel {
    private final Map<List<String>, TimeSeries> series;

    private Panel(Map<List<String>, TimeSeries> series) {
        this.series = series;
    }

    /**
     * A panel of given series.
     *
     * @param series at least one, all of one frequency, by keys of one length; copied in its order
     * @return the panel
     * @throws InvalidDataException if there is none, or they differ in kind
     */
    public static Panel of(Map<List<String>, TimeSeries> series) {
        if (series.isEmpty()) {
            throw new InvalidDataException("the panel is empty: give at least one series");
        }
        Map<List<String>, TimeSeries> copy = new LinkedHashMap<>();
        series.forEach((key, each) -> copy.put(List.copyOf(key), each));
        Map.Entry<List<String>, TimeSeries> first = copy.entrySet().iterator().next();
        copy.forEach((key, each) -> {
            if (each.frequency() != first.getValue().frequency()
                    || key.size() != first.getKey().size()) {
                throw new InvalidDataException("the series " + key + " is by " + each.frequency() + ", but "
                        + first.getKey() + " by " + first.getValue().frequency()
                        + ": a panel has one frequency and keys of one length");
            }
        });
        return new Panel(Collections.unmodifiableMap(copy));
    }

    /**
     * A panel of one series, whose key is empty.
     *
     * @param only the series
     * @return the panel
     */
    public static Panel of(TimeSeries only) {
        return new Panel(Map.of(List.of(), only));
    }

    /**
     * The number of series.
     *
     * @return 1 or more
     */
    public int size() {
        return series.size();
    }

    /**
     * The keys in order.
     *
     * @return the keys, unmodifiable
     */
    public List<List<String>> keys() {
        return List.copyOf(series.keySet());
    }

    /**
     * The series by key.
     *
     * @return an unmodifiable map in the order of {@link #keys()}
     */
    public Map<List<String>, TimeSeries> asMap() {
        return series;
    }

    /**
     * One series.
     *
     * @param key its key
     * @return the series
     * @throws IllegalArgumentException if there is none
     */
    public TimeSeries series(List<String> key) {
        TimeSeries found = series.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no series " + key + " among the " + series.size() + " of the panel");
        }
        return found;
    }

    /**
     * The distance between two steps.
     *
     * @return the frequency of every series
     */
    public Frequency frequency() {
        return series.values().iterator().next().frequency();
    }

    /**
     * The stamp that follows the last step of a number of steps before the latest end.
     *
     * @param back how many steps before the latest end of any series, 0 for that end itself
     * @return the stamp
     */
    public LocalDateTime stampBeforeEnd(int back) {
        TimeSeries latest = series.values().iterator().next();
        for (TimeSeries each : series.values()) {
            if (each.stamp(each.length()).isAfter(latest.stamp(latest.length()))) {
                latest = each;
            }
        }
        return latest.stamp(latest.length() - back);
    }

    /**
     * A panel of what a rule makes of each series.
     *
     * @param rule gives the new series of a key, or null to leave it out
     * @return the new panel
     * @throws InvalidDataException if none is left
     */
    public Panel map(BiFunction<List<String>, TimeSeries, @Nullable TimeSeries> rule) {
        Map<List<String>, TimeSeries> mapped = new LinkedHashMap<>();
        series.forEach((key, each) -> {
            TimeSeries made = rule.apply(key, each);
            if (made != null) {
                mapped.put(key, made);
            }
        });
        return of(mapped);
    }

    /**
     * The same series with some of their regressors only.
     *
     * @param names the regressors to keep, each of which every series has
     * @return the panel
     * @throws IllegalArgumentException if a series lacks one
     */
    public Panel withRegressorsOnly(List<String> names) {
        return map((key, each) -> {
            Regressors kept = Regressors.none();
            for (String name : names) {
                kept = kept.and(name, each.regressors().values(name));
            }
            return each.withRegressors(kept);
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Panel that && keys().equals(that.keys()) && series.equals(that.series);
    }

    @Override
    public int hashCode() {
        return series.hashCode();
    }

    @Override
    public String toString() {
        return "Panel of " + series.size() + " series by " + frequency();
    }
}
