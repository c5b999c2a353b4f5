package io.mlpipeline.samples.retail;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.month;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the forecast of an item's units on a day is made from. Everything is known seven days before. */
final class RetailFeatures {
    static final Duration HORIZON = days(7);

    private RetailFeatures() {}

    static FeaturePipeline over(Schema daily) {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(daily)
                .series("day", "item")
                .horizon(HORIZON)
                .target("units")
                .feature("weekday", dayOfWeek("day"))
                .feature("weekend", calendar(CalendarPart.Part.WEEKEND, "day"))
                .feature("month", month("day"))
                .feature("day_of_month", calendar(CalendarPart.Part.DAY_OF_MONTH, "day"))
                .feature("day_of_year", calendar(CalendarPart.Part.DAY_OF_YEAR, "day"))
                .feature("holiday", oneOfDays("day", bankHolidays()));
        for (int age : new int[] {7, 14, 21, 28}) {
            pipeline.feature("units_lag_" + age, lag("units", days(age)).orElse(0));
        }
        for (int length : new int[] {7, 28, 56}) {
            pipeline.feature(
                    "units_mean_" + length,
                    rolling("units", days(length)).mean().orElse(0));
        }
        return pipeline.feature("units_std_28", rolling("units", days(28)).std().orElse(0))
                .feature("units_max_28", rolling("units", days(28)).max().orElse(0))
                .feature("days_sold_28", rolling("price", days(28)).count())
                .feature("price_mean_28", rolling("price", days(28)).mean().imputeMedian())
                .feature("price_min_90", rolling("price", days(90)).min().imputeMedian())
                .build();
    }

    /** The public holidays of England and Wales on which shops close or sell otherwise, for the years of both data sets. */
    private static List<LocalDate> bankHolidays() {
        Stream<LocalDate> fixed = IntStream.rangeClosed(2009, 2027)
                .boxed()
                .flatMap(year -> Stream.of(
                        LocalDate.of(year, Month.JANUARY, 1),
                        LocalDate.of(year, Month.DECEMBER, 25),
                        LocalDate.of(year, Month.DECEMBER, 26)));
        Stream<LocalDate> moving = IntStream.rangeClosed(2009, 2027)
                .boxed()
                .flatMap(year -> Stream.of(
                        easterSunday(year).minusDays(2), easterSunday(year).plusDays(1)));
        return Stream.concat(fixed, moving).toList();
    }

    /** Easter by the anonymous Gregorian computus (Nature, 20 April 1876). */
    private static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int day = h + l - 7 * m + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }
}
