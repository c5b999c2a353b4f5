package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * The features of all rows of a frame, computed part by part, on as many threads as an engine has. Each part is computed once;
 * different parts may be computed at the same time.
 */
public final class FeatureBatch {
    private final FittedFeatures features;
    private final Frame rows;
    private final SeriesIndex index;
    private final double[][] values;

    FeatureBatch(FittedFeatures features, PipelineSpec spec, Frame rows) {
        this.features = features;
        this.rows = rows;
        this.index = SeriesIndex.of(spec, rows);
        this.values = new double[features.names().size()][rows.size()];
    }

    /**
     * How many parts there are.
     *
     * @return 0 if there is no row
     */
    public int parts() {
        return index.parts();
    }

    /**
     * Computes a part.
     *
     * @param part 0 to {@code parts() - 1}
     * @throws io.mlpipeline.api.error.InvalidDataException if a row lacks its key or time, or a key and time occur twice
     */
    public void compute(int part) {
        Kernel kernel = features.trainingKernel(rows.schema());
        double[] vector = new double[values.length];
        index.forEach(part, kernel.seriesColumns(), (row, series) -> {
            kernel.transform(row, series, vector);
            for (int i = 0; i < vector.length; i++) {
                values[i][row.position()] = vector[i];
            }
        });
    }

    /**
     * What was computed, once all parts are.
     *
     * @return in the order of the rows: the key columns, the time, the features and the target
     */
    public Frame result() {
        double[][] numbers = Arrays.copyOf(values, values.length + 1);
        numbers[values.length] = rows.numbers(features.target());
        List<String> layout = features.transformedSchema().names();
        int carried = layout.size() - numbers.length;
        return rows.project(layout.subList(0, carried), layout.subList(carried, layout.size()), numbers);
    }
}
