package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.GroupLearner;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** One pass of a {@link FeatureFit} over rows, or over a part of them. Use one per thread and {@linkplain FitSummary#merge merge}. */
public final class FitPass {
    private final PipelineSpec spec;
    private final long endMicros;
    private final List<Expression> learned;
    private final int[] encoded;
    private final int numbers;
    private final int[] groupColumns;
    private final List<ToIntFunction<Row>> foldsOf;
    private final Schema profiled;
    private final FitSummary summary;

    FitPass(
            PipelineSpec spec,
            long endMicros,
            List<Expression> learned,
            List<GroupLearner> groups,
            List<String> encoded,
            Schema profiled) {
        Schema schema = spec.schema();
        this.spec = spec;
        this.endMicros = endMicros;
        this.numbers = learned.size();
        this.learned = Stream.concat(learned.stream(), groups.stream().map(GroupLearner::operand))
                .map(Expressions::forTraining)
                .toList();
        this.encoded = encoded.stream().mapToInt(schema::indexOf).toArray();
        this.groupColumns = groups.stream()
                .map(GroupLearner::group)
                .mapToInt(schema::indexOf)
                .toArray();
        this.foldsOf = groups.stream().map(each -> each.folds().of(schema)).toList();
        this.profiled = profiled;
        this.summary = new FitSummary(
                learned.size(),
                encoded.size(),
                groups.stream().mapToInt(each -> each.folds().count()).toArray(),
                new DatasetProfiler(profiled));
    }

    /**
     * Learns from the rows of a frame.
     *
     * @param rows rows of the pipeline's schema; whole series, in any order
     * @return this pass
     */
    public FitPass add(Frame rows) {
        Kernel kernel = Kernel.of(spec, rows.schema(), learned);
        History history = History.of(new SeriesAssembler(spec, kernel.seriesColumns()).assemble(rows));
        double[] values = new double[learned.size()];
        RowBuffer profiledRow = RowBuffer.of(profiled);
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            if (isLearnedFrom(row)) {
                kernel.transform(row, history, values);
                collect(row, values, profiledRow);
            }
        }
        return this;
    }

    private boolean isLearnedFrom(Row row) {
        if (endMicros == Long.MAX_VALUE) {
            return true;
        }
        long time = row.integer(spec.schema().indexOf(spec.time()));
        return time != ColumnType.MISSING_INTEGER && spec.timeAxis().micros(time) < endMicros;
    }

    private void collect(Row row, double[] values, RowBuffer profiledRow) {
        for (int i = 0; i < numbers; i++) {
            summary.numbers().get(i).add(values[i]);
        }
        for (int i = 0; i < groupColumns.length; i++) {
            String group = row.isMissing(groupColumns[i]) ? null : row.text(groupColumns[i]);
            summary.groups().get(i).add(group, foldsOf.get(i).applyAsInt(row), values[numbers + i]);
        }
        for (int i = 0; i < encoded.length; i++) {
            CategoricalProfile.Accumulator categories = summary.categories().get(i);
            if (row.isMissing(encoded[i])) {
                categories.addMissing();
            } else {
                categories.add(row.text(encoded[i]));
            }
        }
        for (int i = 0; i < profiled.size(); i++) {
            profiledRow.copyValue(row, row.schema().indexOf(profiled.column(i).name()), i);
        }
        summary.profiler().add(profiledRow);
    }

    /**
     * What the pass has learned so far.
     *
     * @return the summary, which grows with further rows
     */
    public FitSummary summary() {
        return summary;
    }
}
