package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.difference;
import static io.mlpipeline.etl.features.Features.expanding;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.Features.seasonalLag;
import static io.mlpipeline.etl.features.Features.seasonalMean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows against pandas and NumPy; {@code golden/operators/README.md} says how the values were made. */
class WindowValuesTest {
    private static final Schema SCHEMA =
            Schema.builder().text("key").date("day").number("units").build();

    @Test
    void agreesWithPandas() throws IOException {
        Golden golden = Golden.read("windows.csv");
        Frame rows = golden.frame(SCHEMA);
        Features.Window window = rolling("units", days(14));
        Features.Window all = expanding("units");
        FittedFeatures features = FeaturePipeline.over(SCHEMA)
                .series("day", "key")
                .horizon(days(2))
                .target("units")
                .feature("lag", lag("units", days(3)))
                .feature("mean", window.mean())
                .feature("sum", window.sum())
                .feature("std", window.std())
                .feature("min", window.min())
                .feature("max", window.max())
                .feature("count", window.count())
                .feature("median", window.median())
                .feature("last", window.last())
                .feature("quantile", window.quantile(0.9))
                .feature("exponential", window.exponentialMean(days(3)))
                .feature("all_mean", all.mean())
                .feature("all_sum", all.sum())
                .feature("all_std", all.std())
                .feature("all_min", all.min())
                .feature("all_max", all.max())
                .feature("all_count", all.count())
                .feature("all_median", all.median())
                .feature("all_last", all.last())
                .feature("all_quantile", all.quantile(0.25))
                .feature("since_event", rolling("units", days(6)).daysSinceEvent())
                .feature("since_non_zero", rolling("units", days(6)).daysSinceNonZero())
                .feature("seasons", seasonalMean("units", days(7), 1, 3))
                .feature("difference", difference("units", days(2), days(3)))
                .feature("seasonal_lag", seasonalLag("units", days(7), 2))
                .build()
                .fit(rows);

        Frame out = features.transform(rows);

        features.names().forEach(name -> golden.requireEqual(out, name, 1e-12));
    }

    @Test
    void skipsMissingAndTakesInfiniteValues() {
        Frame rows = units(1, Double.POSITIVE_INFINITY, Double.NaN, 3);
        FittedFeatures features = FeaturePipeline.over(SCHEMA)
                .series("day", "key")
                .target("units")
                .feature("sum", rolling("units", days(3)).sum())
                .feature("median", rolling("units", days(3)).median())
                .feature("max", rolling("units", days(3)).max())
                .feature("last", rolling("units", days(1)).last())
                .feature("count", rolling("units", days(3)).count())
                .build()
                .fit(rows);

        Frame out = features.transform(rows);

        double inf = Double.POSITIVE_INFINITY;
        assertThat(out.numbers("sum")).containsExactly(0, 1, inf, inf);
        assertThat(out.numbers("median")).containsExactly(Double.NaN, 1, inf, inf);
        assertThat(out.numbers("max")).containsExactly(Double.NaN, 1, inf, inf);
        assertThat(out.numbers("last")).containsExactly(Double.NaN, 1, inf, Double.NaN);
        assertThat(out.numbers("count")).containsExactly(0, 1, 2, 2);
    }

    private static Frame units(double... values) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        for (int i = 0; i < values.length; i++) {
            frame.add(RowBuffer.of(SCHEMA)
                    .set("key", "a")
                    .set("day", LocalDate.EPOCH.plusDays(i))
                    .set("units", values[i]));
        }
        return frame.build();
    }

    @Test
    void countsTimeInFractionsOfADayOnAnAxisOfInstants() {
        Schema schema = Schema.builder().timestamp("at").number("y").build();
        Frame.Builder rows = Frame.builder(schema);
        for (int hour : List.of(0, 6, 30)) {
            rows.add(RowBuffer.of(schema)
                    .set("at", Instant.EPOCH.plus(Duration.ofHours(hour)))
                    .set("y", hour));
        }
        FittedFeatures features = FeaturePipeline.over(schema)
                .series("at")
                .horizon(Duration.ofHours(6))
                .target("y")
                .feature("since", expanding("y").daysSinceEvent())
                .feature("weighted", expanding("y").exponentialMean(Duration.ofHours(6)))
                .feature("season", seasonalMean("y", Duration.ofHours(24), 1, 2))
                .build()
                .fit(rows.build());

        Frame out = features.transform(rows.build());

        assertThat(out.numbers("since")).containsExactly(Double.NaN, 0.25, 1);
        assertThat(out.numbers("weighted")).containsExactly(Double.NaN, 0, 6 / 1.5);
        assertThat(out.numbers("season")).containsExactly(Double.NaN, Double.NaN, 6);
    }

    @Test
    void refusesWhatWouldLeakOrMakesNoSense() {
        assertThatThrownBy(() -> seasonalMean("units", days(7), 0, 3)).hasMessageContaining("would leak");
        assertThatThrownBy(() -> rolling("units", days(7)).quantile(1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> rolling("units", days(7)).exponentialMean(Duration.ZERO))
                .hasMessageContaining("half-life");
        assertThatThrownBy(() -> FeaturePipeline.over(SCHEMA)
                        .series("day", "key")
                        .horizon(days(10))
                        .target("units")
                        .feature("f", seasonalMean("units", days(7), 1, 3))
                        .build())
                .hasMessageStartingWith("Leak");
        assertThatThrownBy(() -> column("units").bins(3, 1)).hasMessageContaining("ascending");
    }
}
