package io.mlpipeline.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

    static List<Supplier<ChangeDetector>> detectors() {
        return List.of(
                Adwin::withDefaults,
                () -> PageHinkley.builder().threshold(20).tolerance(0.05).build(),
                () -> HddmA.of(Direction.BOTH),
                () -> HddmW.of(Direction.BOTH));
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void findRises(Supplier<ChangeDetector> detector) {
        assertThat(firstChangeAfter(detector.get(), 0.3, 0.7)).isBetween(2000, 2400);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void findFalls(Supplier<ChangeDetector> detector) {
        assertThat(firstChangeAfter(detector.get(), 0.7, 0.3)).isBetween(2000, 2400);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void areAsNewAfterAReset(Supplier<ChangeDetector> supplier) {
        ChangeDetector detector = supplier.get();
        int first = firstChangeAfter(detector, 0.3, 0.7);
        detector.reset();

        assertThat(firstChangeAfter(detector, 0.3, 0.7)).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void refuseWhatIsNotFinite(Supplier<ChangeDetector> detector) {
        assertThatThrownBy(() -> detector.get().add(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> detector.get().add(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofErrorsRefuseWhatIsNoShare() {
        assertThatThrownBy(() -> new Ddm().add(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HddmA.of(Direction.BOTH).add(-0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ddmWarnsBeforeItReports() {
        Ddm ddm = new Ddm();
        List<Signal> signals = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            signals.add(ddm.add(random.nextDouble() < (i < 1000 ? 0.1 : 0.5) ? 1 : 0));
        }

        int change = 1000 + signals.subList(1000, 2000).indexOf(Signal.CHANGE);
        assertThat(change).isBetween(1000, 1200);
        assertThat(signals.get(change - 1)).isEqualTo(Signal.WARNING);
    }

    @Test
    void adwinKeepsWhatIsNewAndForgetsWhatWasBefore() {
        Adwin adwin = Adwin.withDefaults();
        assertThat(adwin.mean()).isNaN();
        for (int i = 0; i < 4000; i++) {
            adwin.add(i < 3000 ? 1 : 5);
        }

        assertThat(adwin.mean()).isEqualTo(5);
        assertThat(adwin.width()).isBetween(900L, 1100L);
    }

    @Test
    void adwinIsRightAboutItsMeanOverAMillionValues() {
        Adwin adwin = Adwin.withDefaults();
        SplittableRandom random = new SplittableRandom(2);
        double sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            double value = random.nextDouble();
            sum += value;
            adwin.add(value);
        }

        assertThat(adwin.width()).isEqualTo(1_000_000);
        assertThat(adwin.mean()).isCloseTo(sum / 1_000_000, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, Double.NaN})
    void adwinRefusesADeltaThatIsNoProbability(double delta) {
        assertThatThrownBy(() -> Adwin.of(delta))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + delta);
    }

    @Test
    void pageHinkleyFailsAtTheWrongCall() {
        PageHinkley.Builder builder = PageHinkley.builder();

        assertThatThrownBy(() -> builder.minimumValues(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> builder.threshold(-1)).hasMessageContaining("got -1");
        assertThatThrownBy(() -> builder.tolerance(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> builder.retention(1.1)).hasMessageContaining("got 1.1");
    }

    @Test
    void reportAChangeOnceWhenAskedTo() {
        AlarmOnce detector = AlarmOnce.of(Adwin.withDefaults(), 256);
        SplittableRandom random = new SplittableRandom(3);
        List<Integer> changes = new ArrayList<>();
        for (int i = 0; i < 9000; i++) {
            if (detector.add(random.nextDouble() + i / 3000) == Signal.CHANGE) {
                changes.add(i);
            }
        }

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0)).isBetween(3000, 3100);
        assertThat(changes.get(1)).isBetween(6000, 6100);
    }

    @Test
    void refuseToBeQuietForNoValues() {
        assertThatThrownBy(() -> AlarmOnce.of(new Ddm(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The first change from value 2,000 on, when the share of ones changes there. */
    private static int firstChangeAfter(ChangeDetector detector, double before, double after) {
        SplittableRandom random = new SplittableRandom(4);
        int first = -1;
        for (int i = 0; i < 4000; i++) {
            Signal signal = detector.add(random.nextDouble() < (i < 2000 ? before : after) ? 1 : 0);
            if (signal == Signal.CHANGE && i >= 2000 && first < 0) {
                first = i;
            }
        }
        return first;
    }
}
