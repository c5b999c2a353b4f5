package io.mlpipeline.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ValueHistogramTest {
    private static ValueHistogram of(double... values) {
        ValueHistogram.Accumulator histogram = new ValueHistogram.Accumulator();
        Arrays.stream(values).forEach(histogram::add);
        return histogram.build();
    }

    @Test
    void countsFewDistinctValuesExactly() {
        ValueHistogram histogram = of(3, -1, 3, 0.0, -0.0, 2.5);

        assertThat(histogram.size()).isEqualTo(4);
        assertThat(histogram.precisionBits()).isEqualTo(52);
        assertThat(histogram.countAtMost(-2)).isZero();
        assertThat(histogram.countAtMost(-0.0)).isEqualTo(3);
        assertThat(histogram.countAtMost(2.9)).isEqualTo(4);
        assertThat(histogram.countAtMost(99)).isEqualTo(6);
        assertThat(histogram.quantile(0)).isEqualTo(-1);
        assertThat(histogram.quantile(0.5)).isEqualTo(0);
        assertThat(histogram.quantile(0.51)).isEqualTo(2.5);
        assertThat(histogram.quantile(1)).isEqualTo(3);
    }

    @Test
    void keepsItsStatedErrorOnManyValues() {
        double[] values = new SplittableRandom(2)
                .doubles(50_000)
                .map(x -> Math.exp(8 * x) - 200)
                .toArray();
        ValueHistogram histogram = of(values);
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(histogram.size()).isLessThanOrEqualTo(ValueHistogram.MAX_BUCKETS);
        assertThat(histogram.precisionBits()).isBetween(6, 51);
        for (double share : new double[] {0.001, 0.1, 0.25, 0.5, 0.75, 0.99, 1}) {
            double exact = sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
            assertThat(Math.abs(histogram.quantile(share) - exact))
                    .isLessThanOrEqualTo(Math.abs(exact) * Math.pow(2, -histogram.precisionBits()));
        }
    }

    @Test
    void dependsNeitherOnOrderNorOnParts() {
        double[] values = new SplittableRandom(3)
                .doubles(30_000)
                .map(x -> x * x * 1e6 - 1e5)
                .toArray();
        ValueHistogram.Accumulator merged = new ValueHistogram.Accumulator();
        for (int part = 4; part >= 0; part--) {
            ValueHistogram.Accumulator one = new ValueHistogram.Accumulator();
            for (int i = values.length - 1 - part; i >= 0; i -= 5) {
                one.add(values[i]);
            }
            merged.merge(one);
        }

        assertThat(merged.build()).isEqualTo(of(values));
    }

    @Test
    void coarsensToWhatACoarserHistogramHolds() {
        ValueHistogram histogram = of(1, 1.01, 1.6, 3.9, -3.9).coarsened(1);

        assertThat(histogram.size()).isEqualTo(4);
        assertThat(histogram.countAtMost(1)).isEqualTo(3);
        assertThat(histogram.value(0)).isEqualTo(-3);
        assertThat(histogram.total()).isEqualTo(5);
    }

    @Test
    void hasOneBucketForAllThatIsCutToZero() {
        ValueHistogram histogram = of(-Double.MIN_VALUE, Double.MIN_VALUE, 0).coarsened(4);

        assertThat(histogram.size()).isEqualTo(1);
        assertThat(histogram.count(0)).isEqualTo(3);
    }

    @Test
    void isEmptyWithoutValues() {
        assertThat(of().total()).isZero();
        assertThat(of().quantile(0.5)).isNaN();
        assertThat(of().countAtMost(1)).isZero();
    }

    @Test
    void refusesWhatIsNoHistogram() {
        assertThatThrownBy(() -> of(Double.POSITIVE_INFINITY)).hasMessageContaining("finite");
        assertThatThrownBy(() -> of(1).quantile(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> ValueHistogram.of(52, new double[] {2, 1}, new long[] {1, 1}))
                .hasMessageContaining("bucket 1");
        assertThatThrownBy(() -> ValueHistogram.of(52, new double[] {2}, new long[] {0}))
                .hasMessageContaining("count 0");
    }
}
