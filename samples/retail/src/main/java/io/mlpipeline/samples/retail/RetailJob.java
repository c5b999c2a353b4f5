package io.mlpipeline.samples.retail;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.drift.DriftMonitor;
import io.mlpipeline.drift.DriftReport;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Leaderboard;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.serving.adapters.core.PredictionService;
import io.mlpipeline.serving.adapters.http.PredictionHttpServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The whole way, step by step. The session, the folders and the threads belong to this code, the host; the library borrows them. */
final class RetailJob {
    static final String MODEL = "daily-units";

    private final RetailOptions options;
    private final Progress progress;

    RetailJob(RetailOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    void run() throws Exception {
        Path out = RetailFolders.prepare(options);
        Path lines = options.input().isPresent()
                ? options.input().get()
                : progress.step("Generating two years of sales", () -> RetailFolders.generate(out, options.seed()));
        History history = onSpark(lines, out);
        if (options.port().isPresent()) {
            serve(out, history);
        }
    }

    /** Everything that needs Spark; what serves afterwards does not. */
    private History onSpark(Path lines, Path out) throws Exception {
        SparkSession session = progress.step("Starting Spark", this::session);
        try {
            RetailEtl etl = RetailEtl.run(session, lines, out.resolve("quarantine"), progress);
            train(session, etl, lines, out);
            return etl.features().history(etl.items().daily());
        } finally {
            session.stop();
        }
    }

    private SparkSession session() {
        return SparkSession.builder()
                .appName("retail")
                .master("local[" + options.threads() + "]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", Integer.toString(options.threads()))
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    private void train(SparkSession session, RetailEtl etl, Path lines, Path out) throws Exception {
        try (RetailTraining training = RetailTraining.run(session, etl, options, progress);
                ModelRegistry registry = ModelRegistry.open(registryOf(out))) {
            deploy(etl, training, registry, lines, out);
        }
    }

    private void deploy(RetailEtl etl, RetailTraining training, ModelRegistry registry, Path lines, Path out)
            throws Exception {
        Leaderboard.Entry best = training.board().best();
        Bundle bundle = progress.step("Packing the bundle", () -> bundle(etl, best));
        bundle.write(out.resolve(MODEL + ".bundle"));
        Promotion promotion = progress.step("Registering and promoting", () -> promote(registry, bundle, etl));
        progress.say(promotion.toString());
        List<Agreement> agreements = progress.step(
                "Scoring the hold-out in process, by HTTP, by library", () -> RetailServing.compare(etl, training));
        DriftReport drift = progress.step("Comparing the last month with training", () -> drift(etl, bundle));
        RetailResult result = new RetailResult(
                options.input().isPresent()
                        ? lines.getFileName().toString()
                        : "generated sales, seed " + options.seed(),
                etl.quality(),
                out.resolve("quarantine"),
                etl.items(),
                etl.cut(),
                training.parts().test(),
                Evaluation.predictions(best.trained().model(), training.parts().test()),
                training.board(),
                promotion,
                registry.production(MODEL).orElseThrow(),
                agreements,
                drift,
                progress.done());
        Path report = HtmlReport.write(RetailReport.of(result), out.resolve("report.html"));
        progress.say("Report: " + report.toAbsolutePath());
    }

    /** Serves what is in production until the process is ended. */
    private void serve(Path out, History history) throws InterruptedException {
        try (ModelRegistry registry = ModelRegistry.open(registryOf(out));
                PredictionService service =
                        PredictionService.of(registry, MODEL).history(history).build();
                PredictionHttpServer server =
                        PredictionHttpServer.start(service, options.port().getAsInt())) {
            progress.say("Serving on " + server.uri() + "v1/models/" + MODEL + ":predict until interrupted");
            Thread.currentThread().join();
        }
    }

    private static Path registryOf(Path out) {
        return out.resolve("registry");
    }

    private static Bundle bundle(RetailEtl etl, Leaderboard.Entry entry) {
        return Bundle.builder(etl.features(), entry.trained())
                .name(MODEL)
                .evaluation(entry.evaluation())
                .goldenRows(etl.items().daily())
                .build();
    }

    private static Promotion promote(ModelRegistry registry, Bundle bundle, RetailEtl etl) {
        ModelVersion candidate = registry.register(MODEL, bundle);
        Instant holdOut = etl.cut().atStartOfDay(ZoneOffset.UTC).toInstant();
        return registry.promote(
                candidate,
                PromotionPolicy.beatIncumbentOn(etl.items().daily(), holdOut)
                        .by(Metrics.WAPE, 0.01)
                        .and(PromotionPolicy.keepRequests()));
    }

    private static DriftReport drift(RetailEtl etl, Bundle bundle) {
        FittedFeatures features = etl.features();
        Frame daily = etl.items().daily();
        long from = etl.cut().plusDays(RetailEtl.HOLD_OUT_DAYS - 28).toEpochDay();
        int day = daily.schema().indexOf("day");
        Frame.Cursor row = daily.cursor();
        Frame month = daily.where(i -> row.moveTo(i).integer(day) >= from);
        return DriftMonitor.builder(bundle.profile()).ignore("day").build().judge(features.profileOf(month));
    }
}
