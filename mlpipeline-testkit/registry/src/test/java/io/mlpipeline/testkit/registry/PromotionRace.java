package io.mlpipeline.testkit.registry;

import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Many threads that register and promote versions of one model as fast as they can. Also a program, to be a second process. */
final class PromotionRace {
    static final String MODEL = "contested";
    static final int THREADS = 16;

    private PromotionRace() {}

    /**
     * Prints a line when it is ready, begins when it is sent one, and prints the number of each version as soon as its promotion
     * is acknowledged. Arguments: database, artifacts, milliseconds.
     */
    public static void main(String[] arguments) throws Exception {
        new StoreAddress(arguments[0], arguments[1]).use((store, registry) -> {
            print("ready");
            System.in.read();
            run(registry, Duration.ofMillis(Long.parseLong(arguments[2])), version -> print("" + version));
            return true;
        });
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Returns the versions whose promotion was acknowledged. */
    static List<Integer> run(ModelRegistry registry, Duration time) throws Exception {
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        run(registry, time, acknowledged::add);
        return acknowledged;
    }

    private static void run(ModelRegistry registry, Duration time, IntConsumer acknowledged) throws Exception {
        Bundle bundle = TinyModels.bundle(9);
        PromotionPolicy policy = PromotionPolicy.always("race");
        long end = System.nanoTime() + time.toNanos();
        Callable<Boolean> runner = () -> {
            do {
                ModelVersion version = registry.register(MODEL, bundle);
                if (registry.promote(version, policy).promoted()) {
                    acknowledged.accept(version.version());
                }
            } while (System.nanoTime() < end);
            return true;
        };
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Boolean> each : pool.invokeAll(Collections.nCopies(THREADS, runner))) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
