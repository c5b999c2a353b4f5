package io.mlpipeline.benchmarks.etl;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import io.mlpipeline.etl.store.online.InMemoryOnlineStore;
import io.mlpipeline.etl.store.online.JdbcOnlineStore;
import io.mlpipeline.etl.store.online.Materialisation;
import io.mlpipeline.etl.store.online.OnlineFeatures;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.etl.store.redis.RedisOnlineStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteDataSource;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisException;

/** How long one read of 20 features takes, of 10,000 entities, in each online store. Wall time, since a server is waited for. */
final class OnlineReads {
    private static final int FEATURES = 20;
    private static final int ENTITIES = 10_000;
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final FeatureGroup GROUP = group();
    private static final Path REDIS = Path.of("/usr/bin/redis-server");

    private OnlineReads() {}

    static void measure(Path folder, Report report, boolean quick) throws Exception {
        Files.createDirectories(folder);
        int reads = quick ? 5_000 : 100_000;
        report.line("");
        report.line("One read of 20 features, of 10,000 entities: microseconds, median and 99th of 100");
        try (OnlineStore store = new InMemoryOnlineStore()) {
            measure("memory", store, report, reads);
        }
        Path file = folder.resolve("online.db");
        Files.deleteIfExists(file);
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + file);
        try (OnlineStore store = JdbcOnlineStore.open(database)) {
            measure("sqlite", store, report, reads);
        }
        if (Files.isExecutable(REDIS)) {
            redis(folder, report, reads);
        }
    }

    private static void redis(Path folder, Report report, int reads) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = new ProcessBuilder(
                        REDIS.toString(),
                        "--port",
                        String.valueOf(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        folder.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("redis.log").toFile())
                .start();
        try (JedisPooled client = new JedisPooled("127.0.0.1", port);
                OnlineStore store = RedisOnlineStore.on(client)) {
            await(client);
            measure("redis", store, report, reads);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static void await(JedisPooled client) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                client.ping();
                return;
            } catch (JedisException e) {
                if (attempt == 100) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static void measure(String name, OnlineStore store, Report report, int reads) throws IOException {
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        Materialisation.of(GROUP, store, clock).run(rows(), 1);
        OnlineFeatures features = OnlineFeatures.of(FeatureView.of(GROUP), store, clock);
        RowBuffer key =
                RowBuffer.of(Schema.builder().text("shop").integer("item").build());
        SplittableRandom random = new SplittableRandom(7);
        long[] nanos = new long[reads];
        double sum = 0;
        for (int i = -reads / 2; i < reads; i++) {
            int entity = random.nextInt(ENTITIES);
            key.setText(0, "shop" + entity % 100).setInteger(1, entity);
            long begin = System.nanoTime();
            sum += features.read(key).values().number(FEATURES - 1);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begin;
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("A read of " + name + " found nothing");
        }
        Arrays.sort(nanos);
        double median = nanos[reads / 2] / 1e3;
        report.line(String.format(Locale.ROOT, "  %-8s %8.2f %8.2f", name, median, nanos[reads / 100 * 99] / 1e3));
        report.figure("etl.online." + name + ".p50", median, "us");
    }

    private static FeatureGroup group() {
        Schema.Builder schema = Schema.builder().text("shop").integer("item").timestamp("at");
        for (int i = 0; i < FEATURES; i++) {
            schema.number("x" + i);
        }
        return FeatureGroup.of("shop_item", 1, schema.build())
                .owner("benchmarks")
                .key("shop", "item")
                .time("at")
                .build();
    }

    private static Frame rows() {
        SplittableRandom random = new SplittableRandom(1);
        Frame.Builder rows = Frame.builder(GROUP.schema());
        RowBuffer row = RowBuffer.of(GROUP.schema());
        for (int entity = 0; entity < ENTITIES; entity++) {
            row.set("shop", "shop" + entity % 100).set("item", entity).set("at", NOON);
            for (int i = 0; i < FEATURES; i++) {
                row.set("x" + i, random.nextDouble());
            }
            rows.add(row);
        }
        return rows.build();
    }
}
