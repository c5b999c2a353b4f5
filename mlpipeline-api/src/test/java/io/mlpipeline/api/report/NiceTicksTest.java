package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NiceTicksTest {
    /** The example of Heckbert's article: 105 to 543 in about five ticks is labelled 100, 200, ... 600. */
    @Test
    void labelsTheExampleOfTheArticle() {
        assertThat(NiceTicks.around(new Range(105, 543), 5).values()).containsExactly(100, 200, 300, 400, 500, 600);
    }

    @Test
    void enclosesItsRangeWithAboutAsManyTicksAsAskedFor() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10_000; i++) {
            double low = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 12));
            Range range = new Range(low, low + Math.abs(low) * random.nextDouble(0.01, 100) + 1e-12);
            double[] ticks = NiceTicks.around(range, 6).values();
            double slack = (range.high() - range.low()) * 1e-6;
            assertThat(ticks[0]).isLessThanOrEqualTo(range.low() + slack);
            assertThat(ticks[ticks.length - 1]).isGreaterThanOrEqualTo(range.high() - slack);
            assertThat(ticks).hasSizeBetween(2, 13);
        }
    }

    @Test
    void stepsByOneTwoOrFiveTimesAPowerOfTen() {
        for (double length = 1e-9; length < 1e12; length *= 1.37) {
            double step = NiceTicks.around(new Range(0, length), 6).step();
            double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
            assertThat(mantissa)
                    .satisfiesAnyOf(
                            m -> assertThat(m).isCloseTo(1, within(1e-9)),
                            m -> assertThat(m).isCloseTo(2, within(1e-9)),
                            m -> assertThat(m).isCloseTo(5, within(1e-9)));
        }
    }

    @Test
    void staysInsideTheRangeWhenAsked() {
        assertThat(NiceTicks.within(new Range(0.3, 4.9), 5).values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void survivesTheLargestAndSmallestRanges() {
        assertThat(NiceTicks.around(new Range(-1e300, 1e300), 5).values()).contains(0, 1e300, -1e300);
        assertThat(NiceTicks.around(new Range(1e-300, 3e-300), 5).values()).isNotEmpty();
    }

    @Test
    void writesAllTicksOfAnAxisAlike() {
        assertThat(NiceTicks.around(new Range(0, 1), 6).labelled())
                .extracting(Tick::label)
                .containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(NiceTicks.around(new Range(0, 45_000), 5).labelled())
                .extracting(Tick::label)
                .containsExactly("0", "10k", "20k", "30k", "40k", "50k");
        assertThat(NiceTicks.around(new Range(-2e6, 2e6), 5).labelled())
                .extracting(Tick::label)
                .containsExactly("−2M", "−1M", "0", "1M", "2M");
        assertThat(NiceTicks.around(new Range(1_000_000_000, 1_000_000_004), 3).labelled())
                .extracting(Tick::label)
                .containsExactly("1,000,000,000", "1,000,000,002", "1,000,000,004");
    }
}
