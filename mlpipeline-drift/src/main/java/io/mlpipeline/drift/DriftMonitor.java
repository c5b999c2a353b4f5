package io.mlpipeline.drift;

import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges whether a data set has drifted from the one a model was trained on. Immutable and safe for use by many threads.
 *
 * <p>Every column is tested, and the p-values of all questions are adjusted together (Benjamini-Hochberg): if nothing has changed, a
 * report calls any column drifted with a probability of at most {@link DriftThresholds#significance()}, however many columns there
 * are. Drift needs a change that is significant and large enough to matter.
 *
 * <pre>{@code
 * DriftMonitor monitor = DriftMonitor.against(bundle.profile());
 * DriftReport report = monitor.judge(profileOfLastWeek);
 * if (report.verdict() == Verdict.DRIFTED) {
 *     log.warn(report.words());
 * }
 * }</pre>
 */
public final class DriftMonitor {
    private final DatasetProfile reference;
    private final DriftTest test;
    private final Set<String> ignored;

    private DriftMonitor(Builder builder) {
        this.reference = builder.reference;
        this.test = DriftTest.of(builder.thresholds);
        this.ignored = Set.copyOf(builder.ignored);
    }

    /**
     * A monitor with the default thresholds.
     *
     * @param reference the profile of the training data
     * @return the monitor
     */
    public static DriftMonitor against(DatasetProfile reference) {
        return builder(reference).build();
    }

    /**
     * Starts a monitor.
     *
     * @param reference the profile of the training data
     * @return a builder with the default thresholds
     */
    public static Builder builder(DatasetProfile reference) {
        return new Builder(reference);
    }

    /**
     * Judges current data. Any profile has a verdict, also an empty one and one with other columns.
     *
     * @param current the profile of the current rows
     * @return a verdict for every column of either side and for the data set
     */
    public DriftReport judge(DatasetProfile current) {
        List<ColumnDrift> columns = Decision.of(comparisons(current), test.thresholds());
        return report(current, columns);
    }

    /** The columns of either side, measured but not yet decided. */
    List<Comparison> comparisons(DatasetProfile current) {
        List<Comparison> comparisons = new ArrayList<>();
        for (ColumnProfile column : reference.columns()) {
            if (!ignored.contains(column.name())) {
                comparisons.add(compare(column, current));
            }
        }
        for (ColumnProfile column : current.columns()) {
            if (!ignored.contains(column.name())
                    && reference.column(column.name()).isEmpty()) {
                comparisons.add(fresh(column));
            }
        }
        return comparisons;
    }

    DriftReport report(DatasetProfile current, List<ColumnDrift> columns) {
        return DriftReport.of(reference.rows(), current.rows(), columns);
    }

    private static Comparison fresh(ColumnProfile column) {
        Finding finding = Comparison.settled(Aspect.DISTRIBUTION, Verdict.NOT_JUDGED, Severity.NONE, Reason.COLUMN_NEW);
        return Comparison.settled(column.name(), finding, "");
    }

    private Comparison compare(ColumnProfile column, DatasetProfile current) {
        return current.column(column.name())
                .map(now -> test.compare(column, now))
                .orElseGet(() -> DriftTest.structural(column.name(), Reason.COLUMN_LOST, ""));
    }

    /** Collects a monitor's settings. Not thread-safe. */
    public static final class Builder {
        private final DatasetProfile reference;
        private final Set<String> ignored = new HashSet<>();
        private DriftThresholds thresholds = DriftThresholds.withDefaults();

        private Builder(DatasetProfile reference) {
            this.reference = reference;
        }

        /**
         * Sets when a difference is called drift.
         *
         * @param limits the thresholds
         * @return this builder
         */
        public Builder thresholds(DriftThresholds limits) {
            this.thresholds = limits;
            return this;
        }

        /**
         * Leaves columns out, such as a time or a running number, which differ by their nature, or the target while live rows lack
         * it.
         *
         * @param columns names of the reference's columns
         * @return this builder
         * @throws IllegalArgumentException if the reference lacks one
         */
        public Builder ignore(String... columns) {
            for (String column : columns) {
                if (reference.column(column).isEmpty()) {
                    throw new IllegalArgumentException("Cannot ignore column '" + column + "'; the reference has "
                            + reference.columns().stream()
                                    .map(ColumnProfile::name)
                                    .toList());
                }
            }
            ignored.addAll(Arrays.asList(columns));
            return this;
        }

        /**
         * Builds the monitor; the builder may go on.
         *
         * @return an immutable monitor
         */
        public DriftMonitor build() {
            return new DriftMonitor(this);
        }
    }
}
