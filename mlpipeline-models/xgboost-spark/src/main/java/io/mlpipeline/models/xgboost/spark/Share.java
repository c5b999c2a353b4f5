package io.mlpipeline.models.xgboost.spark;

import java.util.Iterator;
import ml.dmlc.xgboost4j.LabeledPoint;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Row;

/**
 * One worker's rows, outside the Java heap.
 *
 * @param rows how many there are
 */
record Share(DMatrix matrix, long rows) implements AutoCloseable {
    /**
     * Reads all rows: those of {@link LabelledRows}, whose last columns are the label and the weight. NaN is a missing value.
     *
     * @param rows at least one; an empty matrix has no columns and would end all workers
     * @param what they are, for the error
     */
    static Share of(Iterator<Row> rows, int features, String what) throws XGBoostError {
        if (!rows.hasNext()) {
            throw new IllegalStateException("A worker got no " + what + " rows, as can happen where there are few."
                    + " Set fewer workers, or train in memory");
        }
        long[] count = new long[1];
        Iterator<LabeledPoint> points = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public LabeledPoint next() {
                count[0]++;
                return point(rows.next(), features);
            }
        };
        DMatrix matrix = new DMatrix(points, null);
        return new Share(matrix, count[0]);
    }

    private static LabeledPoint point(Row row, int features) {
        float[] values = new float[features];
        for (int i = 0; i < features; i++) {
            values[i] = (float) row.getDouble(i);
        }
        float label = (float) row.getDouble(features);
        float weight = (float) row.getDouble(features + 1);
        return new LabeledPoint(label, features, null, values, weight, -1, Float.NaN);
    }

    @Override
    public void close() {
        matrix.dispose();
    }
}
