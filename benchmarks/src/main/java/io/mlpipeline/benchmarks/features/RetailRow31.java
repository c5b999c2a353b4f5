package io.mlpipeline.benchmarks.features;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.constant;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.fourierCos;
import static io.mlpipeline.etl.features.Features.fourierSin;
import static io.mlpipeline.etl.features.Features.month;
import static io.mlpipeline.etl.features.Features.oneOfDays;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.Feature;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart;
import io.mlpipeline.etl.features.operator.calendar.FourierTerm;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A row of retail data and 31 features of it, from numbers and a date: filled, clipped, scaled, logarithms, ratios, conditions,
 * bins, the calendar, holidays and Fourier terms. What must be learned is given, so that the same can be written by hand.
 */
final class RetailRow31 {
    static final List<String> NUMBERS = List.of("quantity", "price", "cost", "discount", "stock");
    static final String DAY = "day";
    static final Schema SCHEMA = schema();
    static final List<LocalDate> HOLIDAYS = holidays();
    static final int FEATURES = 31;

    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final int DAYS = 2_000;

    private RetailRow31() {}

    private static Schema schema() {
        Schema.Builder schema = Schema.builder();
        NUMBERS.forEach(schema::number);
        return schema.date(DAY).number("sales").build();
    }

    private static List<LocalDate> holidays() {
        return List.of(1, 2, 3, 4, 5, 6).stream()
                .flatMap(year -> List.of(
                        LocalDate.of(2019 + year, 1, 1),
                        LocalDate.of(2019 + year, 5, 1),
                        LocalDate.of(2019 + year, 12, 25),
                        LocalDate.of(2019 + year, 12, 26))
                        .stream())
                .toList();
    }

    /** The features in order. */
    static FeaturePipeline pipeline() {
        Feature quantity = column("quantity").orElse(1);
        Feature price = column("price").orElse(2.5);
        Feature cost = column("cost").orElse(1.5);
        Feature discount = column("discount").orElse(0);
        Feature margin = price.minus(cost);
        return FeaturePipeline.over(SCHEMA)
                .target("sales")
                .feature("quantity", quantity)
                .feature("price", price)
                .feature("cost", cost)
                .feature("quantity_clipped", quantity.clip(0, 50))
                .feature("price_clipped", price.clip(0.1, 20))
                .feature(
                        "price_scaled", price.clip(0.1, 20).minus(constant(2.9)).dividedBy(constant(1.7)))
                .feature("cost_scaled", cost.minus(constant(0.05)).dividedBy(constant(9.5)))
                .feature("log_price", price.log1p())
                .feature("log_quantity", quantity.clip(0, 50).log1p())
                .feature("root_stock", column("stock").sqrt())
                .feature("margin", margin)
                .feature("margin_share", margin.dividedBy(price))
                .feature("revenue", price.times(quantity))
                .feature("net_price", price.times(constant(1).minus(discount)))
                .feature("stock_cover", column("stock").dividedBy(quantity))
                .feature("price_missing", column("price").isMissing())
                .feature("stock_missing", column("stock").isMissing())
                .feature("on_sale", constant(0).lessThan(discount))
                .feature("bulk_price", constant(10).lessThan(quantity).choose(price.times(constant(0.9)), price))
                .feature("price_bin", price.bins(1, 2, 3, 5, 8))
                .feature("quantity_bin", quantity.bins(2, 5, 10, 20, 40))
                .feature("year", calendar(CalendarPart.Part.YEAR, DAY))
                .feature("quarter", calendar(CalendarPart.Part.QUARTER, DAY))
                .feature("month", month(DAY))
                .feature("week", calendar(CalendarPart.Part.WEEK, DAY))
                .feature("day_of_year", calendar(CalendarPart.Part.DAY_OF_YEAR, DAY))
                .feature("weekday", dayOfWeek(DAY))
                .feature("weekend", calendar(CalendarPart.Part.WEEKEND, DAY))
                .feature("holiday", oneOfDays(DAY, HOLIDAYS))
                .feature("year_sine", fourierSin(FourierTerm.Cycle.YEAR, 1, DAY))
                .feature("year_cosine", fourierCos(FourierTerm.Cycle.YEAR, 1, DAY))
                .build();
    }

    /** Random rows; one value in ten is missing, no day is. */
    static Frame frame(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < rows; i++) {
            row.clear();
            set(row, "quantity", 1 + random.nextInt(60), random);
            set(row, "price", 0.5 + 10 * random.nextDouble(), random);
            set(row, "cost", 0.1 + 5 * random.nextDouble(), random);
            set(row, "discount", random.nextInt(3) == 0 ? random.nextDouble() / 2 : 0, random);
            set(row, "stock", random.nextInt(500), random);
            row.set(DAY, START.plusDays(random.nextInt(DAYS)));
            frame.add(row.set("sales", random.nextDouble()));
        }
        return frame.build();
    }

    private static void set(RowBuffer row, String column, double value, SplittableRandom random) {
        if (random.nextInt(10) > 0) {
            row.set(column, value);
        }
    }
}
