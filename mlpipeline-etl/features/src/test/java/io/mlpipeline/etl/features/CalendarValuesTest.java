package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.daysSinceDay;
import static io.mlpipeline.etl.features.Features.daysUntilDay;
import static io.mlpipeline.etl.features.Features.fourierCos;
import static io.mlpipeline.etl.features.Features.fourierSin;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart.Part;
import io.mlpipeline.etl.features.operator.calendar.FourierTerm.Cycle;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The calendar against {@code java.time} over the years 1 to 9999. */
class CalendarValuesTest {
    private static final Schema SCHEMA =
            Schema.builder().date("day").timestamp("at").number("y").build();
    private static final List<LocalDate> HOLIDAYS =
            List.of(LocalDate.of(2024, 12, 25), LocalDate.of(1999, 12, 31), LocalDate.of(2024, 2, 29));

    private static List<LocalDateTime> instants() {
        SplittableRandom random = new SplittableRandom(3);
        List<LocalDateTime> instants = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            instants.add(LocalDate.ofEpochDay(random.nextLong(-719_162, 2_932_897))
                    .atTime(
                            random.nextInt(24),
                            random.nextInt(60),
                            random.nextInt(60),
                            random.nextInt(1_000_000) * 1_000));
        }
        for (LocalDate holiday : HOLIDAYS) {
            for (int offset = -400; offset < 400; offset++) {
                instants.add(holiday.plusDays(offset).atTime(23, 59, 59));
            }
        }
        return instants;
    }

    private static Frame rows(List<LocalDateTime> instants) {
        Frame.Builder rows = Frame.builder(SCHEMA);
        for (LocalDateTime each : instants) {
            rows.add(RowBuffer.of(SCHEMA)
                    .set("day", each.toLocalDate())
                    .set("at", each.toInstant(ZoneOffset.UTC))
                    .set("y", 1));
        }
        return rows.add(RowBuffer.of(SCHEMA).set("y", 1)).build();
    }

    private static double expected(Part part, LocalDateTime at) {
        LocalDate day = at.toLocalDate();
        return switch (part) {
            case YEAR -> day.getYear();
            case QUARTER -> day.get(IsoFields.QUARTER_OF_YEAR);
            case MONTH -> day.getMonthValue();
            case WEEK -> day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case WEEK_YEAR -> day.get(IsoFields.WEEK_BASED_YEAR);
            case DAY_OF_MONTH -> day.getDayOfMonth();
            case DAY_OF_YEAR -> day.getDayOfYear();
            case DAY_OF_WEEK -> day.getDayOfWeek().getValue();
            case DAYS_IN_MONTH -> day.lengthOfMonth();
            case WEEKEND -> truth(day.getDayOfWeek().getValue() > 5);
            case MONTH_START -> truth(day.getDayOfMonth() == 1);
            case MONTH_END -> truth(day.equals(day.with(TemporalAdjusters.lastDayOfMonth())));
            case QUARTER_START -> truth(day.get(IsoFields.DAY_OF_QUARTER) == 1);
            case QUARTER_END -> truth(day.plusDays(1).get(IsoFields.DAY_OF_QUARTER) == 1);
            case YEAR_START -> truth(day.getDayOfYear() == 1);
            case YEAR_END -> truth(day.getDayOfYear() == day.lengthOfYear());
            case LEAP_YEAR -> truth(day.isLeapYear());
            case EPOCH_DAY -> day.toEpochDay();
            case HOUR -> at.getHour();
            case MINUTE -> at.getMinute();
            case SECOND -> at.getSecond();
        };
    }

    private static double truth(boolean holds) {
        return holds ? 1 : 0;
    }

    private static boolean isOfTime(Part part) {
        return part == Part.HOUR || part == Part.MINUTE || part == Part.SECOND;
    }

    @Test
    void everyPartIsThatOfJavaTime() {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA).target("y");
        for (Part part : Part.values()) {
            pipeline.feature("at " + part, calendar(part, "at"));
            if (!isOfTime(part)) {
                pipeline.feature("day " + part, calendar(part, "day"));
            }
        }
        List<LocalDateTime> instants = instants();
        Frame rows = rows(instants);
        FeaturePipeline built = pipeline.build();
        assertThat(FeaturePipeline.fromJson(built.toJson())).isEqualTo(built);

        Frame out = built.fit(rows).transform(rows);

        for (Part part : Part.values()) {
            double[] wanted =
                    instants.stream().mapToDouble(each -> expected(part, each)).toArray();
            requireEqual(out.numbers("at " + part), wanted, part);
            if (!isOfTime(part)) {
                requireEqual(out.numbers("day " + part), wanted, part);
            }
        }
    }

    /** The last row has no date. */
    private static void requireEqual(double[] found, double[] wanted, Part part) {
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).as("%s of row %d", part, i).isEqualTo(wanted[i]);
        }
        assertThat(found[wanted.length]).isNaN();
    }

    @Test
    void holidaysAndTheDistanceToThem() {
        List<LocalDateTime> instants = instants();
        Frame rows = rows(instants);
        FeaturePipeline pipeline = FeaturePipeline.over(SCHEMA)
                .target("y")
                .feature("is", oneOfDays("day", HOLIDAYS))
                .feature("since", daysSinceDay("at", HOLIDAYS))
                .feature("until", daysUntilDay("day", HOLIDAYS))
                .build();

        Frame out = FeaturePipeline.fromJson(pipeline.toJson()).fit(rows).transform(rows);

        for (int i = 0; i < instants.size(); i++) {
            LocalDate day = instants.get(i).toLocalDate();
            assertThat(out.numbers("is")[i]).isEqualTo(truth(HOLIDAYS.contains(day)));
            assertThat(out.numbers("since")[i]).isEqualTo((Double) HOLIDAYS.stream()
                    .filter(each -> !each.isAfter(day))
                    .mapToDouble(each -> ChronoUnit.DAYS.between(each, day))
                    .min()
                    .orElse(Double.NaN));
            assertThat(out.numbers("until")[i]).isEqualTo((Double) HOLIDAYS.stream()
                    .filter(each -> !each.isBefore(day))
                    .mapToDouble(each -> ChronoUnit.DAYS.between(day, each))
                    .min()
                    .orElse(Double.NaN));
        }
        assertThat(out.numbers("since")[instants.size()]).isNaN();
        assertThatThrownBy(() -> daysSinceDay("day", List.of())).hasMessageContaining("at least one day");
    }

    @Test
    void wavesTurnWithTheirCycle() {
        List<LocalDateTime> instants = instants();
        Frame rows = rows(instants);
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA).target("y");
        for (Cycle cycle : Cycle.values()) {
            pipeline.feature("sin " + cycle, fourierSin(cycle, 3, "day"))
                    .feature("cos " + cycle, fourierCos(cycle, 1, "at"));
        }
        FeaturePipeline built = pipeline.build();

        Frame out = FeaturePipeline.fromJson(built.toJson()).fit(rows).transform(rows);

        for (int i = 0; i < instants.size(); i++) {
            LocalDate day = instants.get(i).toLocalDate();
            requireWave(out, i, Cycle.WEEK, day.getDayOfWeek().getValue() - 1, 7);
            requireWave(out, i, Cycle.MONTH, day.getDayOfMonth() - 1, day.lengthOfMonth());
            requireWave(out, i, Cycle.YEAR, day.getDayOfYear() - 1, day.lengthOfYear());
        }
        assertThatThrownBy(() -> fourierSin(Cycle.WEEK, 0, "day")).hasMessageContaining("at least 1");
    }

    private static void requireWave(Frame out, int row, Cycle cycle, int position, int length) {
        double turn = 2 * Math.PI * position / length;
        assertThat(out.numbers("sin " + cycle)[row]).isCloseTo(Math.sin(3 * turn), within(1e-14));
        assertThat(out.numbers("cos " + cycle)[row]).isCloseTo(Math.cos(turn), within(1e-14));
    }

    @Test
    void aTimeOfDayNeedsATimestamp() {
        assertThatThrownBy(() -> FeaturePipeline.over(SCHEMA)
                        .target("y")
                        .feature("f", calendar(Part.HOUR, "day"))
                        .build())
                .hasMessageContaining("'day' holds DATE");
    }
}
