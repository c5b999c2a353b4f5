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

    /**
     * The same suite over a fixed random part of its data, for a quick look.
     *
     * @param items how many items, such as series, 1 or more
     * @return the smaller suite
     * @throws IllegalArgumentException if the suite has no such parts
     */
    default Suite sampled(int items) {
        throw new IllegalArgumentException("The suite '" + name() + "' takes no --sample");
    }
}
