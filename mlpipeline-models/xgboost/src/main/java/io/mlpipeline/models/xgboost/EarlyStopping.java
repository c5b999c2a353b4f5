package io.mlpipeline.models.xgboost;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * When to stop adding trees, and which rows say so.
 *
 * @param share the share of the rows that are kept aside; 0 for not stopping early
 * @param patience how many trees may pass without improvement
 * @param latest whether the latest rows are kept aside, else random ones
 */
record EarlyStopping(double share, int patience, boolean latest) {
    static final EarlyStopping NEVER = new EarlyStopping(0, 0, true);

    static EarlyStopping onLatest(double share, int patience) {
        return checked("share of the latest rows", new EarlyStopping(share, patience, true));
    }

    static EarlyStopping atRandom(double share, int patience) {
        return checked("share of random rows", new EarlyStopping(share, patience, false));
    }

    private static EarlyStopping checked(String parameter, EarlyStopping stopping) {
        double share = stopping.share;
        require(parameter, share > 0 && share <= 0.5, "above 0 and at most 0.5", share);
        require("patience", stopping.patience >= 1, "1 or more", stopping.patience);
        return stopping;
    }

    boolean isUsed() {
        return share > 0;
    }

    /** Says which rows are kept aside: some, but not all of them. */
    IntPredicate validationRows(TrainingSet data, int seed) {
        return latest ? latestRows(data) : randomRows(data, seed);
    }

    private IntPredicate latestRows(TrainingSet data) {
        long[] times = new long[data.size()];
        Arrays.setAll(times, data::time);
        Arrays.sort(times);
        long boundary = times[times.length - Math.max(1, (int) (times.length * share))];
        if (boundary == times[0]) {
            throw new InvalidDataException("Early stopping needs rows of different times, but the latest share of "
                    + data + " begins at the first time already. Give the rows times, stop early on random rows, or do"
                    + " without");
        }
        return row -> data.time(row) >= boundary;
    }

    private IntPredicate randomRows(TrainingSet data, int seed) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < data.size(); i++) {
            keys.add(data.key(i));
        }
        boolean keyed = keys.size() > 1;
        String[] groups = keyed ? keys.stream().sorted().toArray(String[]::new) : new String[data.size()];
        if (groups.length < 2) {
            throw new InvalidDataException("Early stopping needs two rows or more, got " + data);
        }
        boolean[] chosen = choose(groups.length, seed);
        return keyed ? row -> chosen[Arrays.binarySearch(groups, data.key(row))] : row -> chosen[row];
    }

    /** Draws without repetition. */
    private boolean[] choose(int groups, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] chosen = new boolean[groups];
        int open = Math.max(1, (int) Math.round(groups * share));
        for (int i = 0; i < groups; i++) {
            if (random.nextInt(groups - i) < open) {
                chosen[i] = true;
                open--;
            }
        }
        return chosen;
    }
}
