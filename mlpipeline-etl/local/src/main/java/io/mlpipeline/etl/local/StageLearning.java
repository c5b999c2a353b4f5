package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.cleaning.GroupNumbers;
import io.mlpipeline.etl.features.cleaning.RowStage;
import io.mlpipeline.etl.features.cleaning.StageFit;
import io.mlpipeline.etl.features.cleaning.StagePass;
import java.util.List;
import java.util.function.Consumer;

/** Learns what the steps of a stage must know from all rows of a frame. */
final class StageLearning {
    private final TrackedRows rows;
    private final Workers workers;

    StageLearning(Frame rows, Workers workers) {
        this.rows = TrackedRows.of(rows);
        this.workers = workers;
    }

    RowStage fit(RowStage stage) {
        StageFit fit = StageFit.begin(stage);
        while (!fit.isDone()) {
            fit = fit.isGrouped() ? fit.advance(groups(fit)) : fit.advance(summary(fit));
        }
        return fit.stage();
    }

    private StagePass.Summary summary(StageFit fit) {
        return workers
                .run(rows.blocks(), block -> {
                    StagePass pass = fit.pass();
                    forEach(block, pass::add);
                    return pass.summary();
                })
                .stream()
                .reduce(fit.pass().summary(), StagePass.Summary::merge);
    }

    private void forEach(int block, Consumer<Row> consumer) {
        Frame.Cursor cursor = rows.frame().cursor();
        for (int row = rows.begin(block); row < rows.begin(block + 1); row++) {
            consumer.accept(cursor.moveTo(row));
        }
    }

    private GroupNumbers groups(StageFit fit) {
        List<Frame> read = workers.run(rows.blocks(), block -> {
            Frame.Builder values = Frame.builder(fit.groupSchema());
            forEach(block, fit.groupReader(values::add));
            return values.build();
        });
        GroupedValues values = GroupedValues.of(Frame.concat(fit.groupSchema(), read), fit.groupColumns());
        List<double[]> numbers = workers.run(
                values.groups(), group -> fit.numbersOf(values.values(), values.begin(group), values.begin(group + 1)));
        GroupNumbers.Builder learned = fit.groups();
        for (int group = 0; group < numbers.size(); group++) {
            learned.add(values.row(group), numbers.get(group));
        }
        return learned.build();
    }
}
