package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Ways to hold out rows. */
final class HoldOuts {
    private HoldOuts() {}

    /** Every row is predicted once; classes are shared evenly. */
    static List<HoldOut> random(TrainingSet data, int folds, long seed) {
        int[] order = shuffled(data.size(), seed);
        int[] byClass = data.classes().isEmpty()
                ? order
                : Arrays.stream(order)
                        .boxed()
                        .sorted((a, b) -> Double.compare(data.label(a), data.label(b)))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] fold = new int[data.size()];
        for (int i = 0; i < byClass.length; i++) {
            fold[byClass[i]] = i % folds;
        }
        return ofFolds(fold, folds, data);
    }

    /** Every row is predicted once, by models that know no row of the same key. */
    static List<HoldOut> byKey(TrainingSet data, int folds, long seed) {
        Map<String, Integer> folded = new HashMap<>();
        int[] fold = new int[data.size()];
        for (int row : shuffled(data.size(), seed)) {
            int next = folded.size() % folds;
            fold[row] = folded.computeIfAbsent(data.key(row), key -> next);
        }
        if (folded.size() < folds) {
            throw new InvalidDataException(
                    folds + " folds need as many different keys, but " + data + " has " + folded.size());
        }
        return ofFolds(fold, folds, data);
    }

    /** Each part is predicted by models that know only earlier rows; the earliest part is never predicted. */
    static List<HoldOut> byTime(TrainingSet data, int folds) {
        long[] times = new long[data.size()];
        Arrays.setAll(times, data::time);
        Arrays.sort(times);
        List<HoldOut> parts = new ArrayList<>();
        long from = firstTime(times, 1, folds);
        for (int i = 1; i <= folds; i++) {
            long start = from;
            long end = i == folds ? Long.MAX_VALUE : firstTime(times, i + 1, folds);
            int[] learned = rows(data, row -> data.time(row) < start);
            int[] predicted =
                    rows(data, row -> data.time(row) >= start && (data.time(row) < end || end == Long.MAX_VALUE));
            if (learned.length == 0 || predicted.length == 0) {
                throw new InvalidDataException("The times of " + data + " cannot be cut into " + (folds + 1)
                        + " parts. Give the rows times, or take fewer folds");
            }
            parts.add(new HoldOut(learned, predicted));
            from = end;
        }
        return parts;
    }

    private static long firstTime(long[] sorted, int part, int folds) {
        return sorted.length == 0 ? 0 : sorted[(int) ((long) sorted.length * part / (folds + 1))];
    }

    /** Parts that the caller made: each row of the data is predicted at most once. */
    static List<HoldOut> checked(List<HoldOut> parts, TrainingSet data) {
        boolean[] done = new boolean[data.size()];
        for (HoldOut part : parts) {
            for (int row : part.learned()) {
                requireRow(row, data);
            }
            for (int row : part.predicted()) {
                requireRow(row, data);
                if (done[row]) {
                    throw new IllegalArgumentException("Row " + row + " is held out twice");
                }
                done[row] = true;
            }
        }
        return parts;
    }

    private static void requireRow(int row, TrainingSet data) {
        if (row >= data.size()) {
            throw new IllegalArgumentException("There is no row " + row + " in " + data);
        }
    }

    private static List<HoldOut> ofFolds(int[] fold, int folds, TrainingSet data) {
        if (data.size() < folds) {
            throw new InvalidDataException(folds + " folds need as many rows, got " + data);
        }
        return IntStream.range(0, folds)
                .mapToObj(i -> new HoldOut(rows(data, row -> fold[row] != i), rows(data, row -> fold[row] == i)))
                .toList();
    }

    private static int[] rows(TrainingSet data, IntPredicate keep) {
        return IntStream.range(0, data.size()).filter(keep).toArray();
    }

    private static int[] shuffled(int size, long seed) {
        int[] order = IntStream.range(0, size).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[other];
            order[other] = held;
        }
        return order;
    }
}
