package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.CleaningStage;
import io.mlpipeline.etl.features.cleaning.CleaningStep;
import io.mlpipeline.etl.features.cleaning.CleaningTally;
import io.mlpipeline.etl.features.cleaning.Duplicates;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.cleaning.ForwardFill;
import io.mlpipeline.etl.features.cleaning.ForwardScan;
import io.mlpipeline.etl.features.cleaning.RowCleaner;
import io.mlpipeline.etl.features.cleaning.RowStage;
import io.mlpipeline.etl.features.cleaning.TableStage;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.series.KeyGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a table through the stages of a cleaning. Not thread-safe. */
final class CleaningRun {
    private final Workers workers;
    private final List<CleaningStep> steps;
    private final CleaningTally tally;
    private final Quarantine quarantine = new Quarantine();
    private final List<CleaningStage> fitted = new ArrayList<>();
    private TrackedRows rows;

    private CleaningRun(Frame rows, List<CleaningStep> steps, Workers workers) {
        this.workers = workers;
        this.steps = steps;
        this.rows = TrackedRows.of(rows);
        this.tally = new CleaningTally(steps.size());
    }

    static CleaningResult clean(Frame rows, Cleaning cleaning, Workers workers) {
        CleaningRun run = new CleaningRun(rows, cleaning.steps(), workers);
        cleaning.stages().forEach(stage -> run.apply(run.fit(stage)));
        return run.result(FittedCleaning.of(cleaning, run.fitted));
    }

    static CleaningResult clean(Frame rows, FittedCleaning cleaning, Workers workers) {
        CleaningRun run = new CleaningRun(rows, cleaning.steps(), workers);
        cleaning.stages().forEach(run::apply);
        return run.result(cleaning);
    }

    /** Learns without applying what nothing is learned after. */
    static FittedCleaning fit(Frame rows, Cleaning cleaning, Workers workers) {
        CleaningRun run = new CleaningRun(rows, cleaning.steps(), workers);
        List<CleaningStage> stages = cleaning.stages();
        for (int i = 0; i < stages.size(); i++) {
            CleaningStage stage = run.fit(stages.get(i));
            if (stages.subList(i + 1, stages.size()).stream().anyMatch(CleaningRun::learns)) {
                run.apply(stage);
            }
        }
        return FittedCleaning.of(cleaning, run.fitted);
    }

    private static boolean learns(CleaningStage stage) {
        return stage instanceof RowStage rows && !rows.isFitted();
    }

    private CleaningStage fit(CleaningStage stage) {
        CleaningStage learned =
                stage instanceof RowStage unfitted ? new StageLearning(rows.frame(), workers).fit(unfitted) : stage;
        fitted.add(learned);
        return learned;
    }

    private CleaningResult result(FittedCleaning cleaning) {
        for (int row = 0; row < rows.size(); row++) {
            tally.addKept(rows.changed(row));
        }
        return new CleaningResult(
                new LocalTable(rows.frame(), workers), quarantine.rows(), tally.report(cleaning.steps()), cleaning);
    }

    private void apply(CleaningStage stage) {
        if (stage instanceof RowStage rowStage) {
            apply(rowStage);
        } else if (stage instanceof TableStage tableStage && tableStage.step() instanceof Duplicates duplicates) {
            apply(duplicates, tableStage.firstStep());
        } else if (stage instanceof TableStage tableStage && tableStage.step() instanceof ForwardFill fill) {
            apply(fill, tableStage.firstStep());
        }
    }

    private void remove(int step, QuarantinedRow row) {
        tally.addRemoved(step, row);
        if (steps.get(step).isQuarantine()) {
            quarantine.add(row);
        }
    }

    private record Removed(int step, QuarantinedRow row) {}

    private record Part(TrackedRows kept, List<Removed> removed) {}

    private void apply(RowStage stage) {
        List<Part> parts = workers.run(rows.blocks(), block -> cleaned(stage, block));
        parts.forEach(part -> part.removed.forEach(each -> remove(each.step, each.row)));
        rows = TrackedRows.concat(stage.after(), parts.stream().map(Part::kept).toList());
    }

    private Part cleaned(RowStage stage, int block) {
        RowCleaner cleaner = stage.cleaner();
        TrackedRows.Builder kept = new TrackedRows.Builder(cleaner.cleanedSchema());
        List<Removed> removed = new ArrayList<>();
        Frame.Cursor cursor = rows.frame().cursor();
        for (int row = rows.begin(block); row < rows.begin(block + 1); row++) {
            if (cleaner.clean(cursor.moveTo(row))) {
                kept.add(cleaner.row(), rows.origin(row), rows.changed(row) | cleaner.changed());
            } else {
                removed.add(new Removed(cleaner.removedBy(), cleaner.removed("", rows.line(row))));
            }
        }
        return new Part(kept.build(), removed);
    }

    private void apply(Duplicates duplicates, int step) {
        Frame frame = rows.frame();
        Duplicates.Choice choice = duplicates.choice(frame.schema());
        Frame.Cursor cursor = frame.cursor();
        int[] groups =
                KeyGroups.of(frame, duplicates.columns(frame.schema()), row -> choice.isCompared(cursor.moveTo(row)));
        int[] chosen = chosen(choice, groups);
        int[] kept = new int[groups.length];
        int count = 0;
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] == KeyGroups.NONE || chosen[groups[row]] == row) {
                kept[count++] = row;
            } else {
                remove(step, duplicates.removed("", rows.line(row), cursor.moveTo(row)));
            }
        }
        rows = count == groups.length ? rows : rows.take(Arrays.copyOf(kept, count));
    }

    private int[] chosen(Duplicates.Choice choice, int[] groups) {
        int[] chosen = new int[Arrays.stream(groups).max().orElse(KeyGroups.NONE) + 1];
        Arrays.fill(chosen, KeyGroups.NONE);
        Frame.Cursor row = rows.frame().cursor();
        Frame.Cursor other = rows.frame().cursor();
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (group != KeyGroups.NONE
                    && (chosen[group] == KeyGroups.NONE
                            || choice.isPreferred(row.moveTo(i), other.moveTo(chosen[group])))) {
                chosen[group] = i;
            }
        }
        return chosen;
    }

    private void apply(ForwardFill fill, int step) {
        Frame frame = rows.frame();
        RowsByKey ordered = RowsByKey.of(frame, fill.keys(), fill.time());
        List<TrackedRows> filled = workers.run(ordered.parts(), part -> {
            TrackedRows.Builder kept = new TrackedRows.Builder(frame.schema());
            ForwardScan scan = fill.scan(frame.schema());
            RowsByKey.Part sorted = ordered.part(part);
            while (sorted.hasNext()) {
                Row row = sorted.next();
                int at = sorted.position();
                Row next = scan.next(row, sorted.isFirst());
                kept.add(next, at, rows.changed(at) | (scan.isFilled() ? 1L << step : 0));
            }
            return kept.build();
        });
        rows = TrackedRows.concat(frame.schema(), filled).inOrderOfOrigins(rows);
    }
}
