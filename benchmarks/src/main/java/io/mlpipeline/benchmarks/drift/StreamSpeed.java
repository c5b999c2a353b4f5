package io.mlpipeline.benchmarks.drift;

import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.benchmarks.harness.Workload;
import io.mlpipeline.drift.stream.Adwin;
import io.mlpipeline.drift.stream.ChangeDetector;
import io.mlpipeline.drift.stream.Ddm;
import io.mlpipeline.drift.stream.PageHinkley;
import io.mlpipeline.drift.stream.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import moa.classifiers.core.driftdetection.ADWIN;

/** How many values a second detectors and profiles take. */
final class StreamSpeed {
    private static final int VALUES = 1 << 20;

    private StreamSpeed() {}

    static void run(Report report, boolean quick) throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        double[] numbers = random.doubles(VALUES).toArray();
        double[] errors = random.doubles(VALUES).map(u -> u < 0.2 ? 1 : 0).toArray();
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("Page-Hinkley", detector(PageHinkley.withDefaults(), numbers)));
        variants.add(
                new Variant("CUSUM", detector(PageHinkley.builder().retention(1).build(), numbers)));
        variants.add(new Variant("DDM", detector(new Ddm(), errors)));
        variants.add(new Variant("ADWIN", detector(Adwin.withDefaults(), numbers)));
        variants.add(new Variant("ADWIN of MOA 2024.07.0", moa(numbers)));
        variants.add(new Variant("numeric profile", profile(numbers)));
        Duration warmUp = Duration.ofMillis(quick ? 300 : 2_000);
        List<Measurement> measured = Interleaved.of(
                        warmUp, Duration.ofMillis(5), quick ? 15 : 101, Duration.ofSeconds(60))
                .measure(variants);
        report.table("Streams, nanoseconds a value", measured, 1);
        figure(report, "drift.pagehinkley.mops", measured.get(0));
        figure(report, "drift.cusum.mops", measured.get(1));
        figure(report, "drift.ddm.mops", measured.get(2));
        report.figure(
                "drift.adwin.ratio.moa",
                measured.get(4).median() / measured.get(3).median(),
                "x");
        figure(report, "drift.profile.mvalues_per_s", measured.get(5));
    }

    private static void figure(Report report, String name, Measurement measurement) {
        report.figure(name, 1_000 / measurement.median(), "M/s");
    }

    private static Workload detector(ChangeDetector detector, double[] values) {
        int[] at = {0};
        return times -> {
            int changes = 0;
            int next = at[0];
            for (int i = 0; i < times; i++) {
                changes += detector.add(values[next]) == Signal.CHANGE ? 1 : 0;
                next = (next + 1) & (VALUES - 1);
            }
            at[0] = next;
            return changes;
        };
    }

    private static Workload moa(double[] values) {
        ADWIN detector = new ADWIN(0.002);
        int[] at = {0};
        return times -> {
            int changes = 0;
            int next = at[0];
            for (int i = 0; i < times; i++) {
                changes += detector.setInput(values[next]) ? 1 : 0;
                next = (next + 1) & (VALUES - 1);
            }
            at[0] = next;
            return changes;
        };
    }

    /** A new profile for every million values, as a partition has. */
    private static Workload profile(double[] values) {
        NumericProfile.Accumulator[] profile = {new NumericProfile.Accumulator()};
        int[] at = {0};
        return times -> {
            int next = at[0];
            for (int i = 0; i < times; i++) {
                profile[0].add(values[next]);
                next = (next + 1) & (VALUES - 1);
                if (next == 0) {
                    profile[0] = new NumericProfile.Accumulator();
                }
            }
            at[0] = next;
            return next;
        };
    }
}
