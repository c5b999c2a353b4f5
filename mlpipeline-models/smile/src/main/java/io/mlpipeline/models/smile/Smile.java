package io.mlpipeline.models.smile;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;

/** What all trainers need of Smile. */
final class Smile {
    static final String LABEL = "y";

    private Smile() {}

    /** Feature i is called {@code xi}, so that a name can never be taken for a formula. */
    static String[] columns(int features) {
        return IntStream.range(0, features).mapToObj(i -> "x" + i).toArray(String[]::new);
    }

    static StructType schema(int features) {
        return DataTypes.struct(Arrays.stream(columns(features))
                .map(name -> new StructField(name, DataTypes.DoubleType))
                .toArray(StructField[]::new));
    }

    static double[][] rows(TrainingSet data) {
        double[][] rows = new double[data.size()][data.features().size()];
        for (int i = 0; i < rows.length; i++) {
            data.copyRow(i, rows[i]);
        }
        return rows;
    }

    static DataFrame frame(TrainingSet data) {
        int width = data.features().size();
        String[] names = columns(width);
        DoubleVector[] columns = new DoubleVector[width];
        for (int j = 0; j < width; j++) {
            double[] values = new double[data.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = data.value(i, j);
            }
            columns[j] = DoubleVector.of(names[j], values);
        }
        return DataFrame.of(columns);
    }

    /**
     * Runs on a thread of our own, which ends with it. Smile's parallel streams then split their sums for one thread: on the pool that
     * all of a process shares, the last digits would depend on the number of processors.
     */
    static <T> T onOneThread(Callable<T> training) {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            return pool.submit(training).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Training was interrupted");
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The failure of a task as its caller would have seen it. */
    static RuntimeException rethrown(ExecutionException e) {
        // A fork-join task wraps what it threw once more in the same type.
        Throwable cause = e.getCause() == null ? e : e.getCause();
        while (cause.getCause() != null && cause.getCause().getClass() == cause.getClass()) {
            cause = cause.getCause();
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException("Smile failed: " + cause.getMessage(), cause);
    }

    static TrainingProvenance provenance(String estimator, SortedMap<String, String> parameters, TrainingSet data) {
        return new TrainingProvenance(estimator, "smile-core 2.6.0", parameters, data.size(), data.fingerprint());
    }
}
