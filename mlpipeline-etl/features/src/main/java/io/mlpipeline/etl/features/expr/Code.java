package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;

/** What {@link CodeGenerator} makes: all features of a row in straight-line code. Stateless, so threads share it. */
interface Code {
    void run(Row row, double[] registers, double[] out, double[][] tables);
}
