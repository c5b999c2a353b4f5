package io.mlpipeline.benchmarks.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Times variants in turns: a slice of a few milliseconds of each, then the next slice of each, and so on. What disturbs the
 * machine for a while disturbs all of them, so their ratios hold where absolute times do not.
 *
 * <p>Slices are timed by the thread's own CPU time. Work that a variant gives to other threads is not seen: give it one thread.
 */
public final class Interleaved {
    private static final int WARM_UP_PASSES = 4;
    private static final int FEWEST_ROUNDS = 15;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long warmUpNanos;
    private final long sliceNanos;
    private final int rounds;
    private final long budgetNanos;
    private double sink;

    private Interleaved(Duration warmUp, Duration slice, int rounds, Duration budget) {
        this.warmUpNanos = warmUp.toNanos();
        this.sliceNanos = slice.toNanos();
        this.rounds = rounds;
        this.budgetNanos = budget.toNanos();
    }

    /**
     * Creates a stopwatch.
     *
     * @param warmUp how much CPU time each variant gets before it counts
     * @param slice the CPU time of a slice
     * @param rounds how many slices each variant gets
     * @param budget the wall time after which no further round starts, except that there are at least 15
     * @return the stopwatch
     * @throws IllegalArgumentException if there is no round, or a slice has no length
     */
    public static Interleaved of(Duration warmUp, Duration slice, int rounds, Duration budget) {
        if (rounds < 1 || slice.isZero() || slice.isNegative()) {
            throw new IllegalArgumentException(
                    "A measurement needs rounds and slices of some length, got " + rounds + " of " + slice);
        }
        return new Interleaved(warmUp, slice, rounds, budget);
    }

    /**
     * Times the variants.
     *
     * @param variants at least one
     * @return a measurement each, in their order
     * @throws Exception what a workload throws
     */
    public List<Measurement> measure(List<Variant> variants) throws Exception {
        int[] times = new int[variants.size()];
        Arrays.fill(times, 1);
        for (int pass = 0; pass < WARM_UP_PASSES; pass++) {
            for (int i = 0; i < times.length; i++) {
                times[i] = warmUp(variants.get(i).workload(), times[i]);
            }
        }
        List<double[]> nanos = new ArrayList<>();
        List<double[]> bytes = new ArrayList<>();
        long start = System.nanoTime();
        int atLeast = Math.min(rounds, FEWEST_ROUNDS);
        while (nanos.size() < rounds && (nanos.size() < atLeast || System.nanoTime() - start < budgetNanos)) {
            double[] roundNanos = new double[times.length];
            double[] roundBytes = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                slice(variants.get(i).workload(), times[i], roundNanos, roundBytes, i);
            }
            nanos.add(roundNanos);
            bytes.add(roundBytes);
        }
        if (Double.isNaN(sink)) {
            throw new IllegalStateException("A workload returned NaN: it did not do what it should");
        }
        return measurements(variants, nanos, bytes);
    }

    private static List<Measurement> measurements(List<Variant> variants, List<double[]> nanos, List<double[]> bytes) {
        List<Measurement> measurements = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            int variant = i;
            measurements.add(Measurement.of(
                    variants.get(i).name(),
                    nanos.stream().mapToDouble(round -> round[variant]).toArray(),
                    bytes.stream().mapToDouble(round -> round[variant]).toArray()));
        }
        return measurements;
    }

    /** Runs for a share of the warm-up time; returns how many operations fill a slice. */
    private int warmUp(Workload workload, int firstTimes) throws Exception {
        long start = threads.getCurrentThreadCpuTime();
        long end = start + warmUpNanos / WARM_UP_PASSES;
        int times = firstTimes;
        long now = start;
        do {
            sink += workload.run(times);
            long after = threads.getCurrentThreadCpuTime();
            double perOperation = Math.max(1, after - now) / (double) times;
            times = (int) Math.max(1, Math.min(sliceNanos / perOperation, 2.0 * times));
            now = after;
        } while (now < end);
        return times;
    }

    private void slice(Workload workload, int times, double[] nanos, double[] bytes, int at) throws Exception {
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadCpuTime();
        sink += workload.run(times);
        long after = threads.getCurrentThreadCpuTime();
        nanos[at] = (after - before) / (double) times;
        bytes[at] = (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) times;
    }
}
