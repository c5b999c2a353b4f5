package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.CleaningReport;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.local.CleaningResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.local.LocalTable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;

/**
 * Fits and transforms the {@link ParityCases} on one engine after the other and gives a line for each: two hashes, of what was
 * learned and of what was computed. Run alone, it takes the locale of its JVM: {@code ParityRun ROWS MASTER ZONES}.
 */
final class ParityRun {
    static final List<String> ZONES = List.of("UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");

    private static final int KEYS_AND_TIME = 3;

    private final int series;

    ParityRun(int rows) {
        this.series = rows / ParityRows.ROWS_OF_A_SERIES;
    }

    /** What one engine found. */
    record Line(String engine, String fitted, String transformed, Map<String, Long> columns) {
        String hash() {
            return fitted + " " + transformed;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%-62s %s", engine, hash());
        }
    }

    public static void main(String[] args) throws IOException {
        ParityRun run = new ParityRun(Integer.parseInt(args[0]));
        String master = args[1];
        System.out.println(run.local());
        SparkSession.Builder host =
                LocalSpark.builder(master).config("spark.executor.extraJavaOptions", String.join(" ", jvmFlags()));
        try (SparkSession session = host.getOrCreate()) {
            System.out.println("tasks run in " + ParityTasks.of(session));
            run.inSpark(session, master, List.of(args[2].split(","))).forEach(System.out::println);
        }
    }

    /** What the executors take over from this JVM. */
    private static List<String> jvmFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(each -> each.startsWith("-XX:") || each.startsWith("-Duser."))
                .toList();
    }

    /** The local engine on two threads. */
    Line local() {
        Frame frame = ParityRows.frame(series);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            LocalTable table = LocalEtl.on(threads, 2).table(frame);
            Found found = new Found("local engine");
            for (FeaturePipeline pipeline : List.of(ParityCases.series(), ParityCases.rows())) {
                FittedFeatures fitted = table.fit(pipeline);
                found.add(fitted, ParityHashes.of(table.transform(fitted).frame(), keys(pipeline)));
            }
            for (Cleaning cleaning : List.of(ParityCases.cleaning(), ParityCases.conversion())) {
                CleaningResult cleaned = table.clean(cleaning);
                found.add(
                        cleaned.fitted(),
                        cleaned.report(),
                        ParityHashes.of(cleaned.clean().frame(), KEYS_AND_TIME));
            }
            FittedFeatures cleaned = table.fit(ParityCases.cleaned(table.fit(ParityCases.cleaningOfNumbers())));
            found.add(cleaned, ParityHashes.of(table.transform(cleaned).frame(), 0));
            return found.line();
        } finally {
            threads.shutdown();
        }
    }

    /** Spark, in every time zone, with ANSI mode and without, each time partitioned and shuffled in another way. */
    List<Line> inSpark(SparkSession host, String master, List<String> zones) {
        List<Line> lines = new ArrayList<>();
        for (String zone : zones) {
            for (boolean ansi : new boolean[] {true, false}) {
                SparkSession session = host.newSession();
                session.conf().set("spark.sql.session.timeZone", zone);
                session.conf().set("spark.sql.ansi.enabled", ansi);
                String engine = master + " zone=" + zone + (ansi ? " ansi" : " no-ansi");
                lines.add(inSpark(session, engine, 1 + lines.size(), lines.size()));
            }
        }
        return lines;
    }

    private Line inSpark(SparkSession session, String engine, int partitions, long seed) {
        SparkTable table = ParityRows.inSpark(session, series, partitions, seed);
        Found found = new Found(engine);
        for (FeaturePipeline pipeline : List.of(ParityCases.series(), ParityCases.rows())) {
            FittedFeatures fitted = table.fit(pipeline);
            found.add(fitted, ParityHashes.of(table.transform(fitted), keys(pipeline)));
        }
        for (Cleaning cleaning : List.of(ParityCases.cleaning(), ParityCases.conversion())) {
            try (io.mlpipeline.etl.spark.CleaningResult cleaned = table.clean(cleaning)) {
                found.add(cleaned.fitted(), cleaned.report(), ParityHashes.of(cleaned.clean(), KEYS_AND_TIME));
            }
        }
        FittedFeatures cleaned = table.fit(ParityCases.cleaned(table.fit(ParityCases.cleaningOfNumbers())));
        found.add(cleaned, ParityHashes.of(table.transform(cleaned), 0));
        return found.line();
    }

    private static int keys(FeaturePipeline pipeline) {
        return pipeline.equals(ParityCases.series()) ? KEYS_AND_TIME : 0;
    }

    /** What an engine has found so far. */
    private static final class Found {
        private final String engine;
        private final StringBuilder learned = new StringBuilder();
        private final Map<String, Long> columns = new TreeMap<>();
        private int parts;

        Found(String engine) {
            this.engine = engine;
        }

        void add(FittedFeatures fitted, Map<String, Long> hashes) {
            add(fitted.toJson() + fitted.profile(), hashes);
        }

        void add(FittedCleaning fitted, CleaningReport report, Map<String, Long> hashes) {
            add(fitted.toJson() + report, hashes);
        }

        private void add(String what, Map<String, Long> hashes) {
            learned.append(what);
            parts++;
            hashes.forEach((name, hash) -> columns.put(parts + " " + name, hash));
        }

        Line line() {
            return new Line(
                    "locale=" + Locale.getDefault().getLanguage() + " " + engine,
                    sha(learned.toString()),
                    sha(columns.toString()),
                    columns);
        }
    }

    private static String sha(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fitted pipeline of each case, to see which operators they reach. */
    static List<String> definitions(int rows) {
        Frame frame = ParityRows.frame(rows / ParityRows.ROWS_OF_A_SERIES);
        List<String> definitions = new ArrayList<>();
        LocalTable table = LocalEtl.onCallingThread().table(frame);
        FittedCleaning cleaning = table.fit(ParityCases.cleaningOfNumbers());
        for (FeaturePipeline each : List.of(ParityCases.series(), ParityCases.rows(), ParityCases.cleaned(cleaning))) {
            definitions.add(each.toJson());
            definitions.add(table.fit(each).toJson());
        }
        return definitions;
    }
}
