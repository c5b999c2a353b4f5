package io.mlpipeline.testkit.registry;

import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A program to be killed: it registers, tags and promotes until then, and tells of each thing that was acknowledged. */
final class RegistryLoad {
    static final String MODEL = "doomed";

    private static final int THREADS = 4;

    private RegistryLoad() {}

    /** Arguments: database, artifacts, seed. */
    public static void main(String[] arguments) throws Exception {
        new StoreAddress(arguments[0], arguments[1]).use((store, registry) -> {
            AtomicInteger weight = new AtomicInteger(Integer.parseInt(arguments[2]));
            print("ready");
            System.in.read();
            Callable<Boolean> runner = () -> {
                while (true) {
                    step(registry, weight.incrementAndGet());
                }
            };
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            for (Future<Boolean> each : pool.invokeAll(Collections.nCopies(THREADS, runner))) {
                each.get();
            }
            return true;
        });
    }

    /** Every bundle is another one, so that every registration stores an artifact of its own. */
    private static void step(ModelRegistry registry, int weight) {
        ModelVersion version = registry.register(MODEL, TinyModels.bundle(weight));
        print("registered " + version.version() + " " + version.artifact().sha256() + " .");
        registry.tag(version, "weight", "" + weight);
        print("tagged " + version.version() + " " + weight + " .");
        if (registry.promote(version, PromotionPolicy.always("load")).promoted()) {
            print("promoted " + version.version() + " .");
        }
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
