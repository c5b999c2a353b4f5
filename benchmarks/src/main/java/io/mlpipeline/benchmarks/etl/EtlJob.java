package io.mlpipeline.benchmarks.etl;

import java.nio.file.Path;

/** The retail job in one engine: from the dirty file to a training table. */
interface EtlJob {
    /**
     * Does the job.
     *
     * @param input the file of {@link RetailLines}
     * @param output a Parquet file, or a folder of them, to write
     */
    void run(Path input, Path output) throws Exception;
}
