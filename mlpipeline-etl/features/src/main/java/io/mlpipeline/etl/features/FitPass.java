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
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass of a {@link FeatureFit} over rows, or over a part of them. Use one per thread and {@linkplain FitSummary#merge merge}. */
public final class FitPass {
    private final PipelineSpec spec;
    private final long endMicros;
    private final List<Expression> learned;
    private final int numbers;
    private final List<GroupLearner> groups;
    private final List<String> encoded;
    private final Schema profiled;
    private final FitSummary summary;
    private final double[] values;
    private final RowBuffer profiledRow;
    private @Nullable Layout layout;

    FitPass(
            PipelineSpec spec,
            long endMicros,
            List<Expression> learned,
            List<GroupLearner> groups,
            List<String> encoded,
            Schema profiled) {
        this.spec = spec;
        this.endMicros = endMicros;
        this.numbers = learned.size();
        this.learned = Stream.concat(learned.stream(), groups.stream().map(GroupLearner::operand))
                .map(Expressions::forTraining)
                .toList();
        this.groups = groups;
        this.encoded = encoded;
        this.profiled = profiled;
        this.summary = new FitSummary(
                learned.size(),
                encoded.size(),
                groups.stream().mapToInt(each -> each.folds().count()).toArray(),
                new DatasetProfiler(profiled));
        this.values = new double[this.learned.size()];
        this.profiledRow = RowBuffer.of(profiled);
    }

    /** Where things stand in the rows of one schema. */
    private record Layout(
            Schema schema,
            Kernel kernel,
            int time,
            int[] groups,
            List<ToIntFunction<Row>> folds,
            int[] encoded,
            int[] profiled) {}

    private Layout layoutOf(Schema schema) {
        Layout known = layout;
        if (known == null || known.schema() != schema) {
            known = new Layout(
                    schema,
                    KernelPlan.of(spec, schema, learned).kernel(),
                    spec.hasTime() ? schema.indexOf(spec.time()) : -1,
                    groups.stream()
                            .map(GroupLearner::group)
                            .mapToInt(schema::indexOf)
                            .toArray(),
                    groups.stream().map(each -> each.folds().of(schema)).toList(),
                    encoded.stream().mapToInt(schema::indexOf).toArray(),
                    profiled.names().stream().mapToInt(schema::indexOf).toArray());
            layout = known;
        }
        return known;
    }

    /**
     * Whether this pass learns from the past of series; if not, rows may come in any order and parts.
     *
     * @return true if something to be learned stands on a window
     */
    public boolean usesHistory() {
        return !seriesColumns().isEmpty();
    }

    private List<String> seriesColumns() {
        return Expressions.windows(learned.stream().flatMap(Expressions::all)).stream()
                .map(WindowExpression::column)
                .distinct()
                .toList();
    }

    /**
     * Makes the series that this pass needs, from rows that stand together by key and in the order of time.
     *
     * @param rowSchema a schema with the columns of {@link FeatureFit#sourceSchema()}
     * @return a builder for one thread
     */
    public SeriesBuilder seriesBuilder(Schema rowSchema) {
        return SeriesBuilder.of(spec, seriesColumns(), rowSchema);
    }

    /**
     * Learns from the rows of a frame.
     *
     * @param rows rows with the columns of {@link FeatureFit#sourceSchema()}; whole series, in any order
     * @return this pass
     */
    public FitPass add(Frame rows) {
        SeriesIndex index = SeriesIndex.of(spec, rows);
        for (int part = 0; part < index.parts(); part++) {
            add(index, part);
        }
        return this;
    }

    /**
     * Learns from a part of the rows of a frame.
     *
     * @param index the rows, as {@link FeaturePipeline#index} ordered them
     * @param part 0 to {@code index.parts() - 1}
     * @return this pass
     */
    public FitPass add(SeriesIndex index, int part) {
        Layout at = layoutOf(index.schema());
        index.forEach(part, at.kernel().seriesColumns(), (row, series) -> {
            if (isLearnedFrom(row, at)) {
                at.kernel().transform(row, series, values);
                collect(row, at);
            }
        });
        return this;
    }

    /**
     * Learns from a row whose series is at hand.
     *
     * @param row a row with the columns of {@link FeatureFit#sourceSchema()}
     * @param series made by {@link #seriesBuilder}; not looked at unless the pass {@link #usesHistory()}
     * @return this pass
     */
    public FitPass add(Row row, Series series) {
        Layout at = layoutOf(row.schema());
        if (isLearnedFrom(row, at)) {
            at.kernel().transform(row, series, values);
            collect(row, at);
        }
        return this;
    }

    private boolean isLearnedFrom(Row row, Layout at) {
        if (endMicros == Long.MAX_VALUE) {
            return true;
        }
        long time = row.integer(at.time());
        return time != ColumnType.MISSING_INTEGER && spec.timeAxis().micros(time) < endMicros;
    }

    private void collect(Row row, Layout at) {
        for (int i = 0; i < numbers; i++) {
            summary.numbers().get(i).add(values[i]);
        }
        for (int i = 0; i < at.groups().length; i++) {
            String group = row.isMissing(at.groups()[i]) ? null : row.text(at.groups()[i]);
            summary.groups().get(i).add(group, at.folds().get(i).applyAsInt(row), values[numbers + i]);
        }
        for (int i = 0; i < at.encoded().length; i++) {
            CategoricalProfile.Accumulator categories = summary.categories().get(i);
            if (row.isMissing(at.encoded()[i])) {
                categories.addMissing();
            } else {
                categories.add(row.text(at.encoded()[i]));
            }
        }
        for (int i = 0; i < at.profiled().length; i++) {
            profiledRow.copyValue(row, at.profiled()[i], i);
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
