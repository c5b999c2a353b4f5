package io.mlpipeline.samples.plain;

import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.model.FeatureMean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreOneTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(Path bundle) {
        return ScoreOne.run(
                List.of(bundle.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** A seasonal naive model: next Friday sells what last Friday sold, 4 + 5 units. */
    private Path bundle() {
        Frame sales = Frame.of(
                ScoreOne.Day.class,
                IntStream.range(0, 30)
                        .mapToObj(day -> new ScoreOne.Day("A", LocalDate.EPOCH.plusDays(day), day, 1))
                        .toList());
        FittedFeatures features = FeaturePipeline.over(sales.schema())
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .feature("units_lag_7", lag("units", days(7)))
                .build()
                .fit(sales);
        Path file = folder.resolve("naive.bundle");
        Bundle.builder(features, FeatureMean.of("units_lag_7").fit(features.trainingSet(sales)))
                .name("naive")
                .goldenRows(sales)
                .build()
                .write(file);
        return file;
    }

    @Test
    void forecastsFromTheShopsOwnRecords() {
        assertThat(run(bundle())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("naive expects 9.0 units on 2026-11-27");
    }

    @Test
    void refusesADamagedBundle() throws IOException {
        Path file = bundle();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(run(file)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).strip()).hasLineCount(1).contains("naive.bundle");
    }

    @Test
    void namesABundleThatIsNotThere() {
        assertThat(run(folder.resolve("none.bundle"))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.bundle", "samples/run retail");
    }
}
