package io.mlpipeline.benchmarks.features;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;

/** x. */
public final class FeaturesSuite implements Suite {
    @Override
    public String name() {
        return "features";
    }

    @Override
    public String about() {
        return "one row through the feature kernel, beside a hand-written loop";
    }

    @Override
    public void run(Report report, boolean quick) {}
}
