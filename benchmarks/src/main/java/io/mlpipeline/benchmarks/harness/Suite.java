package io.mlpipeline.benchmarks.harness;

/** A set of measurements that belong together. */
public interface Suite {
    /** {@return what the command line calls it} */
    String name();

    /** {@return what it measures, in one line} */
    String about();

    /**
     * Runs it.
     *
     * @param report receives tables and figures
     * @param quick whether to trade precision for time, to see that it works
     * @throws Exception if something cannot be measured, or a result is wrong
     */
    void run(Report report, boolean quick) throws Exception;
}
