package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.RuleOutcome;
import io.mlpipeline.etl.features.quality.RuleTally;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Counts what becomes of rows and values; mergeable, so that every part can count its own. Not thread-safe. */
public final class CleaningTally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RuleTally[] removed;
    private final long[] changed;
    private long kept;

    /**
     * Creates an empty tally.
     *
     * @param steps the number of steps of the cleaning
     */
    public CleaningTally(int steps) {
        this.removed = new RuleTally[steps];
        this.changed = new long[steps];
        for (int i = 0; i < steps; i++) {
            removed[i] = new RuleTally();
        }
    }

    /**
     * Counts a row that is kept to the end.
     *
     * @param steps the steps that changed a value of it, one bit each
     */
    public void addKept(long steps) {
        kept++;
        for (long rest = steps; rest != 0; rest &= rest - 1) {
            changed[Long.numberOfTrailingZeros(rest)]++;
        }
    }

    /**
     * Counts a row that a step removed.
     *
     * @param step the step's number
     * @param row the row with its reason
     */
    public void addRemoved(int step, QuarantinedRow row) {
        removed[step].add(true, row);
    }

    /**
     * Adds the counts of another tally of the same cleaning.
     *
     * @param other the other tally, left as it is
     */
    public void merge(CleaningTally other) {
        kept += other.kept;
        for (int i = 0; i < removed.length; i++) {
            removed[i].merge(other.removed[i]);
            changed[i] += other.changed[i];
        }
    }

    /**
     * The account so far.
     *
     * @param steps the steps that were taken
     * @return a report
     */
    public CleaningReport report(List<CleaningStep> steps) {
        List<RuleOutcome> outcomes = new ArrayList<>();
        List<CellOutcome> cells = new ArrayList<>();
        long read = kept;
        for (int i = 0; i < removed.length; i++) {
            CleaningStep step = steps.get(i);
            if (step.removal().isPresent()) {
                RuleOutcome outcome = removed[i].outcome(
                        step.name(), step.description(), step.removal().get().severity());
                outcomes.add(outcome);
                read += outcome.rows();
            }
            if (!(step instanceof RemoveRow || step instanceof Duplicates)) {
                cells.add(new CellOutcome(step instanceof Convert ? step.description() : step.name(), changed[i]));
            }
        }
        return new CleaningReport(new QualityReport(read, kept, outcomes), cells);
    }
}
