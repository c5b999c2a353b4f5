package io.mlpipeline.benchmarks.features;

import io.mlpipeline.api.data.Frame;
import java.time.LocalDate;
import java.util.Arrays;

/** What one would write for {@link RetailRow31} and one layout: plain arrays, no rows, nothing to configure. */
final class ByHand {
    private final double[] quantities;
    private final double[] prices;
    private final double[] costs;
    private final double[] discounts;
    private final double[] stocks;
    private final long[] days;
    private final long[] holidays;
    private final double[] sines = new double[367];
    private final double[] cosines = new double[367];
    private final double[] leapSines = new double[367];
    private final double[] leapCosines = new double[367];

    ByHand(Frame frame) {
        quantities = frame.numbers("quantity");
        prices = frame.numbers("price");
        costs = frame.numbers("cost");
        discounts = frame.numbers("discount");
        stocks = frame.numbers("stock");
        days = new long[frame.size()];
        int day = frame.schema().indexOf(RetailRow31.DAY);
        Arrays.setAll(days, i -> frame.row(i).integer(day));
        holidays = RetailRow31.HOLIDAYS.stream()
                .mapToLong(LocalDate::toEpochDay)
                .sorted()
                .toArray();
        for (int i = 0; i < 366; i++) {
            sines[i + 1] = StrictMath.sin(2 * Math.PI * i / 365);
            cosines[i + 1] = StrictMath.cos(2 * Math.PI * i / 365);
            leapSines[i + 1] = StrictMath.sin(2 * Math.PI * i / 366);
            leapCosines[i + 1] = StrictMath.cos(2 * Math.PI * i / 366);
        }
    }

    void transform(int row, double[] out) {
        double quantity = orElse(quantities[row], 1);
        double price = orElse(prices[row], 2.5);
        double cost = orElse(costs[row], 1.5);
        double discount = orElse(discounts[row], 0);
        double stock = stocks[row];
        out[0] = quantity;
        out[1] = price;
        out[2] = cost;
        out[3] = clip(quantity, 0, 50);
        out[4] = clip(price, 0.1, 20);
        out[5] = (out[4] - 2.9) / 1.7;
        out[6] = (cost - 0.05) / 9.5;
        out[7] = log1p(price);
        out[8] = log1p(out[3]);
        out[9] = Math.sqrt(stock);
        out[10] = price - cost;
        out[11] = ratio(price - cost, price);
        out[12] = price * quantity;
        out[13] = price * (1 - discount);
        out[14] = ratio(stock, quantity);
        out[15] = Double.isNaN(prices[row]) ? 1 : 0;
        out[16] = Double.isNaN(stock) ? 1 : 0;
        out[17] = discount > 0 ? 1 : 0;
        out[18] = quantity > 10 ? price * 0.9 : price;
        out[19] = price < 1 ? 0 : price < 2 ? 1 : price < 3 ? 2 : price < 5 ? 3 : price < 8 ? 4 : 5;
        out[20] = quantity < 2 ? 0 : quantity < 5 ? 1 : quantity < 10 ? 2 : quantity < 20 ? 3 : quantity < 40 ? 4 : 5;
        calendar(days[row], out);
    }

    private void calendar(long day, double[] out) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int weekday = date.getDayOfWeek().getValue();
        int dayOfYear = date.getDayOfYear();
        out[21] = date.getYear();
        out[22] = (date.getMonthValue() + 2) / 3;
        out[23] = date.getMonthValue();
        out[24] = (LocalDate.ofEpochDay(day + 4 - weekday).getDayOfYear() + 6) / 7;
        out[25] = dayOfYear;
        out[26] = weekday;
        out[27] = weekday >= 6 ? 1 : 0;
        out[28] = Arrays.binarySearch(holidays, day) >= 0 ? 1 : 0;
        out[29] = date.isLeapYear() ? leapSines[dayOfYear] : sines[dayOfYear];
        out[30] = date.isLeapYear() ? leapCosines[dayOfYear] : cosines[dayOfYear];
    }

    private static double orElse(double x, double other) {
        return Double.isNaN(x) ? other : x;
    }

    private static double clip(double x, double low, double high) {
        return x < low ? low : x > high ? high : x;
    }

    private static double log1p(double x) {
        return x > -1 ? StrictMath.log1p(x) : Double.NaN;
    }

    private static double ratio(double a, double b) {
        return b == 0 ? Double.NaN : a / b;
    }
}
