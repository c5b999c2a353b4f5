package io.mlpipeline.drift.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.testkit.data.NabScore;
import io.mlpipeline.testkit.data.NabSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stream detector with its defaults on the series of the Numenta Anomaly Benchmark; needs the shared data. */
class NabTest {

    /** The published score of a windowed Gaussian on the whole corpus is 39.6, that of relative entropy 54.6. */
    @Test
    void reachesFiftyOfTheStandardProfile() throws Exception {
        List<NabSeries> corpus = NabSeries.all();
        double standard = NabScore.STANDARD.of(corpus, NabTest::reported);
        double lowFalsePositives = NabScore.LOW_FALSE_POSITIVES.of(corpus, NabTest::reported);
        double lowFalseNegatives = NabScore.LOW_FALSE_NEGATIVES.of(corpus, NabTest::reported);
        System.out.printf(
                "NAB, %d series: standard %.1f, low FP %.1f, low FN %.1f%n",
                corpus.size(), standard, lowFalsePositives, lowFalseNegatives);
        assertThat(standard).isGreaterThan(50);
        assertThat(lowFalsePositives).isGreaterThan(33);
        assertThat(lowFalseNegatives).isGreaterThan(55);
    }

    @Test
    void scoresSilenceZeroAndPerfectReportsHundred() throws Exception {
        List<NabSeries> corpus = NabSeries.all();
        assertThat(NabScore.STANDARD.of(
                        corpus, series -> new double[series.values().size()]))
                .isEqualTo(0);
        assertThat(NabScore.STANDARD.of(corpus, NabTest::perfect)).isBetween(99.0, 100.0);
        Random random = new Random(1);
        assertThat(NabScore.STANDARD.of(
                        corpus, series -> random.doubles(series.values().size()).toArray()))
                .isLessThan(30);
    }

    private static double[] perfect(NabSeries series) {
        double[] scores = new double[series.values().size()];
        series.windows().forEach(window -> scores[window.first()] = 1);
        return scores;
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
