package io.mlpipeline.benchmarks.drift;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.drift.anomaly.AnomalySignal;
import io.mlpipeline.drift.anomaly.StreamAnomalyDetector;
import io.mlpipeline.testkit.data.NabScore;
import io.mlpipeline.testkit.data.NabSeries;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports on sixty columns, detectors on streams, profiles, and anomalies of the Numenta benchmark. */
public final class DriftSuite implements Suite {
    private static final Map<NabScore, String> NAB = Map.of(
            NabScore.STANDARD,
            "standard",
            NabScore.LOW_FALSE_POSITIVES,
            "low_fp",
            NabScore.LOW_FALSE_NEGATIVES,
            "low_fn");

    @Override
    public String name() {
        return "drift";
    }

    @Override
    public String about() {
        return "statistics of 60 columns beside SciPy and commons-math3, detectors beside MOA, profiles, the Numenta benchmark";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        SixtyColumns.ofRows(quick ? 10_000 : 100_000).run(report, quick);
        StreamSpeed.run(report, quick);
        anomalies(report);
    }

    private static void anomalies(Report report) throws IOException {
        List<NabSeries> corpus = NabSeries.all();
        report.line("");
        report.line("Numenta benchmark, " + corpus.size()
                + " series, one set of parameters; published on the whole corpus: windowed Gaussian"
                + " 39.6 / 20.9 / 47.4, relative entropy 54.6 / 47.6 / 58.8, Skyline 58.2 / 46.2 / 63.8");
        for (NabScore profile : NabScore.values()) {
            double score = profile.of(corpus, DriftSuite::reported);
            report.line(String.format(Locale.ROOT, "  %-24s %12.2f", profile, score));
            report.figure("drift.nab." + NAB.get(profile), score, "points");
        }
    }

    private static double[] reported(NabSeries series) {
        StreamAnomalyDetector detector = StreamAnomalyDetector.withDefaults();
        double[] scores = new double[series.values().size()];
        Arrays.setAll(scores, row -> {
            AnomalySignal signal = detector.add(series.values().get(row));
            return signal.anomaly() ? signal.score() : 0;
        });
        return scores;
    }
}
