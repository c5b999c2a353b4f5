package io.mlpipeline.benchmarks.registry;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.VersionQuery;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

/** Questions to a model of 10,000 versions and to one of 10, in turns, so that both meet the same machine. */
final class FullModel {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int PAGE = 10;
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Act ACT = new Act("benchmark", Action.REGISTERED, "", NOON);

    private final String name;
    private final MetadataStore store;
    private final ModelRegistry registry;
    private final Report report;
    private final SplittableRandom random = new SplittableRandom(3);

    FullModel(String name, MetadataStore store, ModelRegistry registry, Report report) {
        this.name = name;
        this.store = store;
        this.registry = registry;
        this.report = report;
    }

    void measure(boolean quick) {
        int many = quick ? MANY / 10 : MANY;
        fill("few", FEW);
        fill("many", many);
        int calls = quick ? 300 : 3_000;
        report.line("");
        report.line("Questions in " + name + ": milliseconds at " + many + " versions, and at 10");
        report.line(String.format(Locale.ROOT, "  %-12s %10s %10s %12s %8s", "", "p50", "p99", "p50 at 10", "ratio"));
        ask(
                "get",
                calls,
                many,
                (model, of) -> registry.get(model, 1 + random.nextInt(of)).version());
        ask(
                "latest",
                calls,
                many,
                (model, of) -> registry.latest(model).orElseThrow().version());
        ask(
                "production",
                calls,
                many,
                (model, of) -> store.production(ModelId.of(model)).orElseThrow().version());
        VersionQuery tagged = VersionQuery.all().tagged("found", "yes").limit(PAGE);
        ask("search", calls, many, (model, of) -> registry.search(model, tagged).size());
        ask(
                "page",
                calls,
                many,
                (model, of) -> registry.search(
                                model,
                                VersionQuery.all()
                                        .before(PAGE + 1 + random.nextInt(of - PAGE + 1))
                                        .limit(PAGE))
                        .size());
        cached();
    }

    /** Ten versions of each model have the tag; one in the middle is in production. */
    private void fill(String model, int versions) {
        ModelId id = ModelId.of(model);
        TreeMap<String, Double> metrics = new TreeMap<>(Map.of("wape", 0.1, "bias", 0.01));
        for (int i = 1; i <= versions; i++) {
            store.add(id, new NewVersion(ArtifactId.of(new byte[] {1}), metrics, NOON), ACT);
            if (i % (versions / FEW) == 0) {
                store.tag(id, i, "found", "yes", ACT);
            }
        }
        var promotion = new StageChange(versions / 2, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "", NOON);
        store.apply(id, 0, List.of(promotion), ACT);
    }

    private void ask(String question, int calls, int many, ToIntBiFunction<String, Integer> call) {
        long[] few = new long[calls];
        long[] full = new long[calls];
        long sum = 0;
        for (int i = -calls / 3; i < calls; i++) {
            long begin = System.nanoTime();
            sum += call.applyAsInt("few", FEW);
            long middle = System.nanoTime();
            sum += call.applyAsInt("many", many);
            long end = System.nanoTime();
            if (i >= 0) {
                few[i] = middle - begin;
                full[i] = end - middle;
            }
        }
        if (sum <= 0) {
            throw new IllegalStateException("Nothing was found by " + question);
        }
        Arrays.sort(few);
        Arrays.sort(full);
        double p50 = full[calls / 2] / 1e6;
        double p99 = full[calls / 100 * 99] / 1e6;
        double p50OfFew = few[calls / 2] / 1e6;
        report.line(String.format(
                Locale.ROOT, "  %-12s %10.3f %10.3f %12.3f %8.2f", question, p50, p99, p50OfFew, p50 / p50OfFew));
        String figure = "registry." + question + "." + many + (name.equals("sqlite") ? "" : "." + name);
        report.figure(figure + ".p50_ms", p50, "ms");
        report.figure(figure + ".p99_ms", p99, "ms");
        report.figure(figure + ".ratio.10", p50 / p50OfFew, "x");
    }

    /** Calls by the thousand, since one takes less than the clock can tell. */
    private void cached() {
        int batch = 1_000;
        double[] micros = new double[500];
        long sum = 0;
        for (int i = 0; i < micros.length; i++) {
            long begin = System.nanoTime();
            for (int call = 0; call < batch; call++) {
                sum += registry.production("many").orElseThrow().version();
            }
            micros[i] = (System.nanoTime() - begin) / 1e3 / batch;
        }
        if (sum <= 0) {
            throw new IllegalStateException("Nothing is in production");
        }
        Arrays.sort(micros);
        double median = micros[micros.length / 2];
        report.line(String.format(Locale.ROOT, "  production from memory %.3f us", median));
        if (name.equals("sqlite")) {
            report.figure("registry.production.cached.us", median, "us");
        }
    }
}
