package io.mlpipeline.samples.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    @Test
    void showsTheCodeThatIsTestedHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/mlpipeline/samples/retail/ReadmeExample.java"));
        String readme = Files.readString(Path.of("../../README.md"));

        assertThat(fenced(readme))
                .isEqualTo(source.split("    // README\n")[1]
                        .stripTrailing()
                        .stripIndent()
                        .strip());
    }

    private static String fenced(String readme) {
        return readme.split("```java\n")[1].split("```")[0].strip();
    }

    /** Weekends sell twice as much as working days, and a promotion adds ten units. */
    @Test
    void forecastsWhatTheShopSells(@TempDir Path folder) {
        List<ReadmeExample.Sale> history = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int day = 0; day < 300; day++) {
            LocalDate date = START.plusDays(day);
            for (int item = 0; item < 5; item++) {
                boolean promo = random.nextInt(6) == 0;
                double units =
                        (date.getDayOfWeek().getValue() >= 6 ? 20 : 10) + (promo ? 10 : 0) + random.nextInt(3) - 1;
                history.add(new ReadmeExample.Sale("I" + item, date, units, 2.5 + item, promo));
            }
        }
        LocalDate saturday = START.plusDays(303).with(DayOfWeek.SATURDAY);

        double units = ReadmeExample.expectedUnits(
                history, START.plusDays(260), new ReadmeExample.Ask("I3", saturday, true), folder.resolve("models"));

        assertThat(units).isCloseTo(30, within(1.5));
    }
}
