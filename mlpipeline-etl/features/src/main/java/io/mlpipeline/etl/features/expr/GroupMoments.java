package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.profile.Moments;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The moments of a number by group and fold; mergeable, independent of order and partitions. {@link Serializable} only so that a
 * distributed engine can move it between the processes of one job. Not thread-safe.
 */
public final class GroupMoments implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double LARGEST = 1e150;

    private final Map<String, Moments[]> groups = new HashMap<>();
    private final Moments[] all;

    /**
     * Creates empty moments.
     *
     * @param folds the number of folds, at least 1
     */
    public GroupMoments(int folds) {
        this.all = empty(folds);
    }

    private static Moments[] empty(int folds) {
        return IntStream.range(0, folds).mapToObj(fold -> new Moments()).toArray(Moments[]::new);
    }

    /**
     * Adds a value.
     *
     * @param group its group; null if that is missing, which counts for {@link #total} alone
     * @param fold its fold
     * @param value the value; one that is not finite or exceeds 1e150 in magnitude is skipped
     */
    public void add(@Nullable String group, int fold, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            return;
        }
        all[fold].add(value);
        if (group != null) {
            groups.computeIfAbsent(group, each -> empty(all.length))[fold].add(value);
        }
    }

    /**
     * Adds all values of another object.
     *
     * @param other the other moments, left as they are
     */
    public void merge(GroupMoments other) {
        mergeInto(all, other.all);
        other.groups.forEach(
                (group, theirs) -> mergeInto(groups.computeIfAbsent(group, each -> empty(all.length)), theirs));
    }

    private static void mergeInto(Moments[] mine, Moments[] theirs) {
        for (int fold = 0; fold < mine.length; fold++) {
            mine[fold].merge(theirs[fold]);
        }
    }

    /**
     * The groups that have a value.
     *
     * @return their names, sorted
     */
    public SortedSet<String> groups() {
        return new TreeSet<>(groups.keySet());
    }

    /**
     * The number of folds.
     *
     * @return at least 1
     */
    public int folds() {
        return all.length;
    }

    /**
     * The moments of all rows but those of one fold.
     *
     * @param withoutFold the fold that is left out; -1 for none
     * @return new moments
     */
    public Moments total(int withoutFold) {
        return sum(all, withoutFold);
    }

    /**
     * The moments of a group but those of one fold.
     *
     * @param group one of {@link #groups()}
     * @param withoutFold the fold that is left out; -1 for none
     * @return new moments
     */
    public Moments of(String group, int withoutFold) {
        Moments[] moments = groups.get(group);
        if (moments == null) {
            throw new IllegalArgumentException("No group '" + group + "'; the groups are " + groups());
        }
        return sum(moments, withoutFold);
    }

    private static Moments sum(Moments[] folds, int without) {
        Moments sum = new Moments();
        for (int fold = 0; fold < folds.length; fold++) {
            if (fold != without) {
                sum.merge(folds[fold]);
            }
        }
        return sum;
    }
}
