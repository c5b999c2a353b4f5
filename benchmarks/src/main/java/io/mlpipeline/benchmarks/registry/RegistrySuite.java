package io.mlpipeline.benchmarks.registry;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The registry on SQLite and on a real PostgreSQL, both with every commit forced to disk. Wall time, since the disk is waited for. */
public final class RegistrySuite implements Suite {
    private static final int MANY_THREADS = 8;
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("benchmark");

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String about() {
        return "registrations and promotions a second, and questions to a model of 10,000 versions";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        Path folder = Files.createTempDirectory("registry");
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "60")
                        .start();
                HikariDataSource pool = pool(server)) {
            try (MetadataStore sqlite = MetadataStore.sqlite(folder.resolve("registry.db"));
                    MetadataStore postgresql = MetadataStore.postgresql(pool)) {
                measure("sqlite", sqlite, folder, report, quick);
                measure("postgresql", postgresql, folder, report, quick);
            }
        } finally {
            delete(folder);
        }
        elsewhere(report);
    }

    private static HikariDataSource pool(EmbeddedPostgres server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(2 * MANY_THREADS);
        return new HikariDataSource(config);
    }

    private static void measure(String name, MetadataStore store, Path folder, Report report, boolean quick)
            throws Exception {
        ModelRegistry registry =
                ModelRegistry.on(store, ArtifactStore.directory(folder.resolve(name)), Clock.systemUTC());
        report.line("");
        report.line("Register and promote in " + name + ", each thread a model of its own, one tenant");
        for (int threads : new int[] {1, MANY_THREADS}) {
            int rounds = (quick ? 40 : 400) / threads;
            registerAndPromote(registry, threads, 5);
            double seconds = registerAndPromote(registry, threads, rounds);
            double rate = threads * rounds / seconds;
            report.line(String.format(Locale.ROOT, "  %d threads %10.1f a second", threads, rate));
            report.figure("registry.register_promote." + name + "." + threads + "threads.per_s", rate, "1/s");
        }
        new FullModel(name, store, registry, report).measure(quick);
    }

    /** Returns the seconds that it took. */
    private static double registerAndPromote(ModelRegistry registry, int threads, int rounds) throws Exception {
        Bundle bundle = NinefoldPrice.bundle();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Boolean>> runners = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(thread -> () -> {
                        for (int round = 0; round < rounds; round++) {
                            registry.promote(registry.register("model-" + thread, bundle), ALWAYS);
                        }
                        return true;
                    })
                    .toList();
            long begin = System.nanoTime();
            for (Future<Boolean> each : pool.invokeAll(runners)) {
                each.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            pool.shutdown();
        }
    }

    /** MLflow's figures were taken elsewhere and once; they are shown as a yardstick, not as a race. */
    private static void elsewhere(Report report) {
        report.line("");
        report.line("MLflow 2.17 server, measured elsewhere on a loaded machine (2 cores), not in this run:");
        report.line("  create version, promote, set alias, PostgreSQL   about 87 ms, so 11 a second");
        report.line("  at 10,000 versions: create 1,300-2,900 ms, get model 1,200-1,800 ms, latest 900-1,800 ms");
        report.line("  (20-50 times its own figures at 10 versions); list 10,700-20,900 ms, tag filter 160-270 ms");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
