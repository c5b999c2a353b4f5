package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Ways to test on every row once: the rows are dealt out to k folds, and each fold tests what the others train. Rows that are in time
 * are for {@link RollingOrigin}.
 */
public final class Folds {
    private Folds() {}

    /**
     * Deals rows out at random.
     *
     * @param count how many folds, 2 or more
     * @param seed where the random numbers start
     * @return the folding
     */
    public static Folding random(int count, long seed) {
        return of(count, seed, Assignment.ROWS);
    }

    /**
     * Deals the rows of each label out evenly.
     *
     * @param count how many folds, 2 or more
     * @param seed where the random numbers start
     * @return the folding
     */
    public static Folding stratified(int count, long seed) {
        return of(count, seed, Assignment.STRATIFIED);
    }

    /**
     * Deals whole groups out, the largest first, each to the fold that has the fewest rows: all rows of a
     * {@linkplain TrainingSet#key(int) key} are in one fold.
     *
     * @param count how many folds, 2 or more
     * @param seed where the random numbers start, which order groups of one size
     * @return the folding
     */
    public static Folding grouped(int count, long seed) {
        return of(count, seed, Assignment.GROUPED);
    }

    private static Folding of(int count, long seed, Assignment assignment) {
        if (count < 2) {
            throw new IllegalArgumentException("There must be 2 folds or more, got " + count);
        }
        return rows -> {
            int[] order = assignment.order(rows, seed);
            int[] fold = assignment == Assignment.GROUPED ? byGroup(rows, order, count) : inTurn(order, count);
            return folds(rows, fold, count);
        };
    }

    private static int[] inTurn(int[] order, int count) {
        int[] fold = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            fold[order[i]] = i % count;
        }
        return fold;
    }

    private static int[] byGroup(TrainingSet rows, int[] order, int count) {
        List<int[]> groups = new ArrayList<>();
        for (int i = 0, start = 0; i < order.length; i++) {
            if (i + 1 == order.length || !rows.key(order[i]).equals(rows.key(order[i + 1]))) {
                groups.add(new int[] {start, i + 1});
                start = i + 1;
            }
        }
        groups.sort((a, b) -> Integer.compare(b[1] - b[0], a[1] - a[0]));
        int[] fold = new int[order.length];
        int[] sizes = new int[count];
        for (int[] group : groups) {
            int smallest = 0;
            for (int i = 1; i < count; i++) {
                smallest = sizes[i] < sizes[smallest] ? i : smallest;
            }
            sizes[smallest] += group[1] - group[0];
            for (int i = group[0]; i < group[1]; i++) {
                fold[order[i]] = smallest;
            }
        }
        return fold;
    }

    private static List<Fold> folds(TrainingSet rows, int[] fold, int count) {
        List<Fold> folds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BitSet test = new BitSet(fold.length);
            BitSet train = new BitSet(fold.length);
            for (int row = 0; row < fold.length; row++) {
                (fold[row] == i ? test : train).set(row);
            }
            if (test.isEmpty() || train.isEmpty()) {
                throw new InvalidDataException(rows + " cannot be dealt out to " + count + " folds: fold " + (i + 1)
                        + " would be empty. Maybe there are fewer rows or keys than folds");
            }
            folds.add(new Fold(rows, train, test));
        }
        return List.copyOf(folds);
    }
}
