package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.benchmarks.harness.Workload;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How much more two threads do than one: twice the CPU time that a thread takes alone, over what it takes while another does the
 * same. Two cores that share nothing give 2.
 */
final class TwoThreads {
    private static final int ROUNDS = 41;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final CyclicBarrier together = new CyclicBarrier(2);
    private double sink;

    private TwoThreads() {}

    /** The median over some rounds; each workload is one thread's own. */
    static double speedUp(Workload first, Workload second, int times) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            return new TwoThreads().measure(pool, first, second, times);
        } finally {
            pool.shutdownNow();
        }
    }

    private double measure(ExecutorService pool, Workload first, Workload second, int times) throws Exception {
        double[] speedUps = new double[ROUNDS];
        for (int round = -3; round < ROUNDS; round++) {
            double alone = pool.submit(() -> nanos(first, times)).get();
            Future<Double> one = pool.submit(() -> withAnother(first, times));
            Future<Double> other = pool.submit(() -> withAnother(second, times));
            double beside = (one.get() + other.get()) / 2;
            if (round >= 0) {
                speedUps[round] = 2 * alone / beside;
            }
        }
        if (Double.isNaN(sink)) {
            throw new IllegalStateException("A workload returned NaN: it did not do what it should");
        }
        Arrays.sort(speedUps);
        return speedUps[ROUNDS / 2];
    }

    private double withAnother(Workload workload, int times) throws Exception {
        together.await();
        return nanos(workload, times);
    }

    private double nanos(Workload workload, int times) throws Exception {
        long before = threads.getCurrentThreadCpuTime();
        double result = workload.run(times);
        long nanos = threads.getCurrentThreadCpuTime() - before;
        synchronized (together) {
            sink += result;
        }
        return nanos;
    }
}
