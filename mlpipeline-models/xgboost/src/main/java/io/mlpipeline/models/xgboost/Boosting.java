package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * How trees are grown, whatever they learn. Immutable.
 *
 * @param parameters by XGBoost's own names
 * @param trees the number of rounds, or the most there may be
 * @param seed the seed of all sampling
 * @param monotone the features that predictions must follow
 * @param categorical the features whose values are categories
 * @param stopping when to stop early
 * @param listener is told of every round
 * @param cancelled whether to end it
 */
record Boosting(
        SortedMap<String, Object> parameters,
        int trees,
        int seed,
        SortedMap<String, Monotonicity> monotone,
        Set<String> categorical,
        EarlyStopping stopping,
        Consumer<TrainingProgress> listener,
        BooleanSupplier cancelled) {
    static final Consumer<TrainingProgress> UNHEARD = progress -> {};
    static final BooleanSupplier GOES_ON = () -> false;

    Boosting {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        monotone = Collections.unmodifiableSortedMap(new TreeMap<>(monotone));
    }

    /** The parameters for data with these features. */
    SortedMap<String, Object> parametersFor(List<String> features) {
        requireKnown("monotone", monotone.keySet(), features);
        requireKnown("categorical", categorical, features);
        SortedMap<String, Object> all = new TreeMap<>(parameters);
        if (!monotone.isEmpty()) {
            all.put(
                    "monotone_constraints",
                    features.stream()
                            .map(each -> monotone.containsKey(each)
                                    ? Integer.toString(monotone.get(each).sign())
                                    : "0")
                            .collect(Collectors.joining(",", "(", ")")));
        }
        return all;
    }

    private static void requireKnown(String constraint, Collection<String> named, List<String> features) {
        for (String each : named) {
            if (!features.contains(each)) {
                throw new IllegalArgumentException(
                        "The " + constraint + " feature '" + each + "' is none of the data's features " + features);
            }
        }
    }

    /** The type of each feature in XGBoost's terms; empty where all are plain numbers. */
    String[] featureTypes(TrainingSet data) {
        return categorical.isEmpty()
                ? new String[0]
                : data.features().stream()
                        .map(each -> categorical.contains(each) ? "c" : "q")
                        .toArray(String[]::new);
    }

    /** Refuses values that are no category. */
    void checkCategories(TrainingSet data) {
        for (int feature = 0; feature < data.features().size(); feature++) {
            for (int row = 0;
                    row < data.size() && categorical.contains(data.features().get(feature));
                    row++) {
                double value = data.value(row, feature);
                if (!Double.isNaN(value) && (value < 0 || value != Math.rint(value) || value >= 1 << 24)) {
                    throw new InvalidDataException("The categorical feature '"
                            + data.features().get(feature) + "' is " + value + " in row " + row
                            + "; categories are whole numbers from 0 to 16777215");
                }
            }
        }
    }

    /** Tells of a round and ends the training if that is wanted. */
    void roundDone(int done, OptionalDouble validationError) {
        listener.accept(new TrainingProgress(done, trees, validationError));
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Training was cancelled after round " + done + " of at most " + trees);
        }
    }

    /** What the provenance tells of the parameters. */
    SortedMap<String, String> told(SortedMap<String, Object> all, int rounds) {
        SortedMap<String, String> told = new TreeMap<>();
        all.forEach((name, value) -> told.put(name, value.toString()));
        told.keySet().removeAll(Set.of("nthread", "verbosity"));
        told.put("trees", Integer.toString(rounds));
        if (!categorical.isEmpty()) {
            told.put("categorical", String.join(",", new TreeSet<>(categorical)));
        }
        if (stopping.isUsed()) {
            told.put("early_stopping_rows", stopping.latest() ? "latest" : "random");
            told.put("early_stopping_share", Double.toString(stopping.share()));
            told.put("early_stopping_patience", Integer.toString(stopping.patience()));
            told.put("early_stopping_most_trees", Integer.toString(trees));
        }
        return told;
    }

    /** Refuses what only this process can do, on rows in memory. */
    void requireMovable() {
        if (stopping.isUsed() && stopping.latest()) {
            throw new IllegalArgumentException("Elsewhere rows have no times, so the latest are not known:"
                    + " use earlyStoppingAtRandom(...) in place of earlyStopping(...)");
        }
        if (!categorical.isEmpty()) {
            throw new IllegalArgumentException("Categorical features " + new TreeSet<>(categorical)
                    + " are known to training in memory alone: encode them in the feature pipeline");
        }
        if (listener != UNHEARD || cancelled != GOES_ON) {
            throw new IllegalArgumentException("Rounds elsewhere are not told of, nor ended, from here: leave out"
                    + " onProgress(...) and cancelWhen(...), and use what the cluster offers");
        }
    }

    @Override
    public String toString() {
        return trees + " trees, " + parameters;
    }
}
