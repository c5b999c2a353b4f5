package io.mlpipeline.models.smile;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import smile.math.MathEx;

/**
 * How a forest grows.
 *
 * <p>Smile draws rows and features from a generator that belongs to the thread, so each tree seeds that of its thread first, which is
 * one of ours: the generators of the host's threads are left alone, and the trees depend on neither the number of threads nor on what
 * else uses Smile. Smile notes every seed in a set of the process that is not made for many threads: seeding is guarded by Smile's own
 * class. Trees are trained one by one, which tells of each and allows to end between two.
 */
record Growth(
        int trees,
        int featuresPerSplit,
        int maxDepth,
        int maxLeaves,
        int minLeafRows,
        double subsample,
        long seed,
        int threads,
        Consumer<TrainingProgress> listener,
        BooleanSupplier cancelled,
        SortedMap<String, String> parameters) {
    private static final int SMALLEST_SEED = 2;

    int featuresPerSplit(TrainingSet data, int unlessSet) {
        int features = data.features().size();
        if (featuresPerSplit > features) {
            throw new InvalidDataException("Each split was to choose from " + featuresPerSplit + " features, but there"
                    + " are " + features + ": " + data.features());
        }
        return featuresPerSplit == 0 ? Math.max(1, unlessSet) : featuresPerSplit;
    }

    /** Smile counts the root as one of the levels. */
    int levels() {
        return maxDepth + 1;
    }

    /** Grows all trees, which come in the same order whatever the number of threads. */
    <T> List<T> grow(Supplier<T> tree) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            List<Future<T>> growing = new ArrayList<>();
            for (long treeSeed : seeds()) {
                growing.add(pool.submit(() -> {
                    synchronized (MathEx.class) {
                        MathEx.setSeed(treeSeed);
                    }
                    return tree.get();
                }));
            }
            return await(growing);
        } finally {
            end(pool);
        }
    }

    private long[] seeds() {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Long> seen = new HashSet<>();
        long[] seeds = new long[trees];
        Arrays.setAll(seeds, i -> {
            long next = random.nextLong(SMALLEST_SEED, Long.MAX_VALUE);
            while (!seen.add(next)) {
                next = random.nextLong(SMALLEST_SEED, Long.MAX_VALUE);
            }
            return next;
        });
        return seeds;
    }

    private <T> List<T> await(List<Future<T>> growing) {
        List<T> grown = new ArrayList<>();
        for (Future<T> tree : growing) {
            try {
                grown.add(tree.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw cancellation(grown.size());
            } catch (ExecutionException e) {
                throw Smile.rethrown(e);
            }
            listener.accept(new TrainingProgress(grown.size(), trees, OptionalDouble.empty()));
            if (cancelled.getAsBoolean()) {
                throw cancellation(grown.size());
            }
        }
        return grown;
    }

    private CancellationException cancellation(int done) {
        return new CancellationException("Training was cancelled after tree " + done + " of " + trees);
    }

    /** Trees that are growing cannot be ended; the others never start. */
    private static void end(ForkJoinPool pool) {
        pool.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            while (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
