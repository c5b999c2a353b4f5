package io.mlpipeline.models.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.profile.ValueHistogram;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramCodeTest {
    @Test
    void givesBackAHistogramOfManyValues() {
        SplittableRandom random = new SplittableRandom(1);
        ValueHistogram.Accumulator accumulator = new ValueHistogram.Accumulator();
        for (int i = 0; i < 100_000; i++) {
            accumulator.add(random.nextGaussian() * Math.exp(random.nextDouble(-5, 5)));
        }
        ValueHistogram histogram = accumulator.build();

        String text = HistogramCode.write(histogram);

        assertThat(HistogramCode.read(text)).isEqualTo(histogram);
        assertThat(text.length()).isLessThan(5 * histogram.size());
    }

    @Test
    void givesBackTheEndsOfTheRange() {
        double[] values = {-Double.MAX_VALUE, -1, -Double.MIN_VALUE, 0, Double.MIN_VALUE, 0.1, Double.MAX_VALUE};
        ValueHistogram histogram = ValueHistogram.of(52, values, new long[] {1, 2, 3, 4, 5, 1L << 40, 1L << 60});
        ValueHistogram empty = ValueHistogram.of(52, new double[0], new long[0]);

        assertThat(HistogramCode.read(HistogramCode.write(histogram))).isEqualTo(histogram);
        assertThat(HistogramCode.read(HistogramCode.write(empty))).isEqualTo(empty);
    }

    @Test
    void refusesWhatIsNoHistogram() {
        byte[] code = Base64.getDecoder()
                .decode(HistogramCode.write(ValueHistogram.of(52, new double[] {1, 2}, new long[] {3, 4})));
        for (int length = 0; length < code.length; length++) {
            byte[] cut = Arrays.copyOf(code, length);
            assertThatThrownBy(() -> HistogramCode.read(Base64.getEncoder().encodeToString(cut)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        byte[] more = Arrays.copyOf(code, code.length + 1);
        assertThatThrownBy(() -> HistogramCode.read(Base64.getEncoder().encodeToString(more)))
                .hasMessageContaining("1 bytes too many");
        assertThatThrownBy(() -> HistogramCode.read("%")).isInstanceOf(IllegalArgumentException.class);
        String huge = Base64.getEncoder().encodeToString(new byte[] {52, 0, -1, -1, -1, -1, 7});
        assertThatThrownBy(() -> HistogramCode.read(huge)).hasMessageContaining("buckets");
        String endless = Base64.getEncoder().encodeToString(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
        assertThatThrownBy(() -> HistogramCode.read(endless)).hasMessageContaining("64 bits");
    }
}
