package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The orders in which rows are dealt out to parts. */
enum Assignment {
    /** Any order. */
    ROWS {
        @Override
        int[] order(TrainingSet rows, long seed) {
            int[] order = IntStream.range(0, rows.size()).toArray();
            shuffle(order, new SplittableRandom(seed));
            return order;
        }
    },
    /** The rows of each label spread evenly over the whole order. */
    STRATIFIED {
        @Override
        int[] order(TrainingSet rows, long seed) {
            int[] shuffled = ROWS.order(rows, seed);
            Map<Double, List<Integer>> strata = new TreeMap<>();
            for (int row : shuffled) {
                strata.computeIfAbsent(rows.label(row), label -> new ArrayList<>())
                        .add(row);
            }
            double[] place = new double[rows.size()];
            strata.values().forEach(members -> {
                for (int i = 0; i < members.size(); i++) {
                    place[members.get(i)] = (i + 0.5) / members.size();
                }
            });
            return IntStream.of(shuffled)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> place[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    },
    /** All rows of a key one after the other. */
    GROUPED {
        @Override
        int[] order(TrainingSet rows, long seed) {
            Map<String, List<Integer>> groups = new TreeMap<>();
            for (int i = 0; i < rows.size(); i++) {
                groups.computeIfAbsent(rows.key(i), key -> new ArrayList<>()).add(i);
            }
            List<List<Integer>> members = List.copyOf(groups.values());
            int[] order = IntStream.range(0, members.size()).toArray();
            shuffle(order, new SplittableRandom(seed));
            return IntStream.of(order)
                    .boxed()
                    .flatMap(group -> members.get(group).stream())
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    };

    abstract int[] order(TrainingSet rows, long seed);

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
