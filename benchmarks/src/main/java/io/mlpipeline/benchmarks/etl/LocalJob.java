package io.mlpipeline.benchmarks.etl;

import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.local.CleaningResult;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.local.LocalTable;
import io.mlpipeline.etl.parquet.ParquetFormat;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The retail job on the local engine, over two threads. */
final class LocalJob implements EtlJob {
    @Override
    public void run(Path input, Path output) {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        LocalEtl etl = LocalEtl.on(threads, 2);
        transformed(cleaned(etl, input)).write(output.toString(), ParquetFormat.withDefaults());
        threads.shutdown();
    }

    /** Lets go of the table as it was read. */
    private static LocalTable cleaned(LocalEtl etl, Path input) {
        try (EtlResult read = etl.read(RetailFeatures.lines(input), RetailFeatures.expectations());
                CleaningResult cleaned = read.clean().clean(RetailFeatures.cleaning())) {
            return cleaned.clean();
        }
    }

    private static LocalTable transformed(LocalTable cleaned) {
        FittedFeatures features = cleaned.fit(RetailFeatures.over(cleaned.schema()));
        return cleaned.transform(features);
    }
}
