package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.CleaningStage;
import io.mlpipeline.etl.features.cleaning.CleaningStep;
import io.mlpipeline.etl.features.cleaning.CleaningTally;
import io.mlpipeline.etl.features.cleaning.Duplicates;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.cleaning.ForwardFill;
import io.mlpipeline.etl.features.cleaning.RowStage;
import io.mlpipeline.etl.features.cleaning.StageFit;
import io.mlpipeline.etl.features.cleaning.TableStage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Takes a table through the stages of a cleaning. What it holds in Spark's storage on the way is given back. Not thread-safe. */
final class CleaningRun {
    private final boolean isOrdered;
    private final List<HeldRows> held = new ArrayList<>();
    private final List<CleaningStage> fitted = new ArrayList<>();
    private Dataset<Row> rows;
    private Optional<SeriesOrder> order = Optional.empty();

    private CleaningRun(Dataset<Row> table, Schema schema) {
        this.isOrdered = TrackedRows.knowsPlace(table);
        this.rows = TrackedRows.begin(table, schema);
    }

    static CleaningResult clean(Dataset<Row> table, Cleaning cleaning) {
        CleaningRun run = new CleaningRun(table, cleaning.schema());
        return run.finish(() -> {
            cleaning.stages().forEach(stage -> run.apply(run.fit(stage)));
            return FittedCleaning.of(cleaning, run.fitted);
        });
    }

    static CleaningResult clean(Dataset<Row> table, FittedCleaning cleaning) {
        CleaningRun run = new CleaningRun(table, cleaning.schema());
        return run.finish(() -> {
            cleaning.stages().forEach(run::apply);
            return cleaning;
        });
    }

    static FittedCleaning fit(Dataset<Row> table, Cleaning cleaning) {
        CleaningRun run = new CleaningRun(table, cleaning.schema());
        try {
            List<CleaningStage> stages = cleaning.stages();
            for (int i = 0; i < stages.size(); i++) {
                CleaningStage stage = run.fit(stages.get(i));
                if (stages.subList(i + 1, stages.size()).stream().anyMatch(CleaningRun::learns)) {
                    run.apply(stage);
                }
            }
            return FittedCleaning.of(cleaning, run.fitted);
        } finally {
            run.held.forEach(HeldRows::release);
        }
    }

    private static boolean learns(CleaningStage stage) {
        return stage instanceof RowStage rowStage && !rowStage.isFitted();
    }

    private interface Work {
        FittedCleaning run();
    }

    private CleaningResult finish(Work work) {
        try {
            FittedCleaning cleaning = work.run();
            HeldRows cleaned = HeldRows.hold(rows);
            try {
                return new CleaningResult(cleaned, cleaning, Tallying.of(cleaned.rows(), cleaning), isOrdered, order);
            } catch (RuntimeException e) {
                cleaned.release();
                throw e;
            }
        } finally {
            held.forEach(HeldRows::release);
        }
    }

    private void hold() {
        HeldRows these = HeldRows.hold(rows);
        held.add(these);
        rows = these.rows();
    }

    private CleaningStage fit(CleaningStage stage) {
        CleaningStage learned = stage instanceof RowStage unfitted && !unfitted.isFitted() ? learn(unfitted) : stage;
        fitted.add(learned);
        return learned;
    }

    private RowStage learn(RowStage stage) {
        if (held.isEmpty()) {
            hold(); // several passes would compute the host's rows anew
        }
        StageFit fit = StageFit.begin(stage);
        while (!fit.isDone()) {
            fit = fit.isGrouped()
                    ? fit.advance(LearnGroups.numbers(rows, fit))
                    : fit.advance(LearnPart.summary(rows, fit));
        }
        return fit.stage();
    }

    private void apply(CleaningStage stage) {
        if (stage instanceof RowStage rowStage) {
            rows = CleanRows.apply(rows, rowStage);
            order = order.filter(known -> !rowStage.changes(known.columns()));
        } else if (stage instanceof TableStage table && table.step() instanceof Duplicates duplicates) {
            rows = RemoveDuplicates.apply(rows, table, duplicates, isOrdered);
            order = RemoveDuplicates.order(table);
            hold();
        } else if (stage instanceof TableStage table && table.step() instanceof ForwardFill fill) {
            rows = FillForward.apply(rows, table, fill);
            order = Optional.empty();
            hold();
        }
    }

    /** Counts what became of the rows of one partition. */
    private static final class Tallying implements MapPartitionsFunction<Row, CleaningTally> {
        private static final long serialVersionUID = 1L;

        private final Schema schema;
        private final int steps;

        private Tallying(Schema schema, int steps) {
            this.schema = schema;
            this.steps = steps;
        }

        static CleaningTally of(Dataset<Row> rows, FittedCleaning cleaning) {
            List<CleaningStep> steps = cleaning.steps();
            CleaningTally total = new CleaningTally(steps.size());
            Dataset<CleaningTally> parts = rows.mapPartitions(
                    new Tallying(cleaning.cleanedSchema(), steps.size()),
                    Encoders.javaSerialization(CleaningTally.class));
            Jobs.run(parts::collectAsList).forEach(total::merge);
            return total;
        }

        @Override
        public Iterator<CleaningTally> call(Iterator<Row> rows) {
            CleaningTally tally = new CleaningTally(steps);
            TrackedRows layout = new TrackedRows(schema);
            rows.forEachRemaining(row -> {
                if (layout.isRemoved(row)) {
                    tally.addRemoved(layout.removedBy(row), layout.reason(row));
                } else {
                    tally.addKept(layout.changed(row));
                }
            });
            return List.of(tally).iterator();
        }
    }
}
