package io.mlpipeline.etl.spark;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** Where tasks run: executor, process and the locale there. */
final class ParityTasks implements MapPartitionsFunction<Integer, String> {
    private static final long serialVersionUID = 1L;

    private ParityTasks() {}

    static Set<String> of(SparkSession session) {
        return new TreeSet<>(
                session.createDataset(IntStream.range(0, 16).boxed().toList(), Encoders.INT())
                        .repartition(16)
                        .mapPartitions(new ParityTasks(), Encoders.STRING())
                        .collectAsList());
    }

    @Override
    public Iterator<String> call(Iterator<Integer> numbers) {
        return List.of("executor " + SparkEnv.get().executorId() + " with locale "
                        + Locale.getDefault().getLanguage())
                .iterator();
    }
}
