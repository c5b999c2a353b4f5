package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the values that a {@link Series} keeps of a row: the columns behind windows, cleaned where the pipeline
 * {@linkplain FeaturePipeline.Builder#replace replaces} them. Use one per thread.
 */
public final class SeriesReader {
    private static final double[] NO_WINDOWS = new double[0];

    private final List<String> columns;
    private final List<Evaluator> evaluators;

    private SeriesReader(List<String> columns, List<Evaluator> evaluators) {
        this.columns = columns;
        this.evaluators = evaluators;
    }

    static SeriesReader of(PipelineSpec spec, List<String> seriesColumns, Schema rowSchema) {
        Scope scope = new Scope(rowSchema, List.of());
        List<Evaluator> evaluators = new ArrayList<>();
        for (String column : seriesColumns) {
            Expression replacement = spec.replaced().get(column);
            int position = replacement == null ? rowSchema.indexOf(column) : -1;
            evaluators.add(replacement == null ? (row, windows) -> row.number(position) : replacement.bind(scope));
        }
        return new SeriesReader(seriesColumns.stream().map(spec::seriesNameOf).toList(), List.copyOf(evaluators));
    }

    /**
     * The names of the series' columns, as {@link Series#of} takes them.
     *
     * @return an immutable list
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * Reads a row. Does not allocate.
     *
     * @param row a row in the layout that the reader was made for
     * @param out receives one value a column; {@code NaN} means missing
     */
    public void read(Row row, double[] out) {
        for (int i = 0; i < evaluators.size(); i++) {
            out[i] = evaluators.get(i).evaluate(row, NO_WINDOWS);
        }
    }
}
