package io.mlpipeline.registry;

import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Many threads that register and promote versions of one model as fast as they can. Also a program, to be a second process. */
final class PromotionRace {
    static final ModelId MODEL = ModelId.of("contested");

    private PromotionRace() {}

    /**
     * Prints a line when it is ready, begins when it is sent one, and prints the number of each version as soon as its promotion
     * is acknowledged. Arguments: file, threads, rounds.
     */
    public static void main(String[] arguments) throws Exception {
        try (MetadataStore store = MetadataStore.sqlite(Path.of(arguments[0]))) {
            print("ready");
            System.in.read();
            run(store, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), version -> print("" + version));
        }
    }

    private static synchronized void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** Returns the versions whose promotion was acknowledged. */
    static List<Integer> run(MetadataStore store, int threads, int rounds) throws Exception {
        List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
        run(store, threads, rounds, acknowledged::add);
        return acknowledged;
    }

    private static void run(MetadataStore store, int threads, int rounds, IntConsumer acknowledged) throws Exception {
        StageLedger ledger = new StageLedger(store, Clock.systemUTC(), model -> {});
        Callable<Boolean> runner = () -> {
            for (int round = 0; round < rounds; round++) {
                int version = store.add(
                                MODEL, new NewVersion(ArtifactId.of(new byte[1]), new TreeMap<>(), Instant.EPOCH))
                        .version();
                if (ledger.promote(MODEL, version, (candidate, incumbent) -> List.of(Finding.passed("race", "run")))
                        .promoted()) {
                    acknowledged.accept(version);
                }
            }
            return true;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Boolean> each : pool.invokeAll(Collections.nCopies(threads, runner))) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }
    }
}
