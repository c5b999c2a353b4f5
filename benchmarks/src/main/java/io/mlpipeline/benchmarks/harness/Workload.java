package io.mlpipeline.benchmarks.harness;

/** Something to be timed. */
@FunctionalInterface
public interface Workload {
    /**
     * Does it some times. The loop is the workload's own, so that the call costs nothing an operation.
     *
     * @param times how many times, 1 or more
     * @return something that depends on every operation, so that none can be left out
     * @throws Exception if it cannot be done; ends the run
     */
    double run(int times) throws Exception;
}
