package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the sales lines of a small chain of shops: a file to try a pipeline on, with a demand that can be forecast and the dirt
 * of real tills. The same settings give the same rows on every machine, in every locale and time zone.
 *
 * <p>Every number has its cause. Of item i in store s on day t, {@code N} lines are sold with quantities {@code Q}:
 *
 * <pre>
 *   N  ~ Poisson(m)       m = base_i * store_s * open_t * week_t * year_it * price_it * promo_it * trend_it * mood_it * stock_ist
 *   Q  ~ Logarithmic(p_i)                            so that units = sum of Q is negative binomial, variance / mean = 1 / (1 - p_i)
 *
 *   base_i   = 0.34 exp(0.7 z)                                                     few items sell much, most sell little
 *   store_s  = 1.35, 1.1, 0.95, 0.85, 0.75                                         further stores 0.6 to 1.2
 *   open_t   = (0 closed | 0.7 bank holiday | 1.2 two days before | 1) exp(0.07 z) Christmas Day and Easter Sunday are closed
 *   week_t   = 0.88, 0.84, 0.9, 1.0, 1.28, 1.5, 0.6                                Monday to Sunday
 *   year_it  = (1 + a_i cos(2 pi (doy - peak_i) / 365.25)) (1 + c_i exp(-((doy - 343) / 20)^2))
 *   price_it = (price_it / list_i0)^-e_i                                           elasticity e_i from 1.2 to 2.8
 *   promo_it = 1 + d_i while price &lt; list price                                    display d_i from 0.1 to 0.5
 *   trend_it = exp(g_i t / 365)                                                    g_i = 0.05 + 0.15 z
 *   mood_it  = exp(x_t), x_t = 0.8 x_t-1 + 0.1 z                                   a fashion of some days
 *   stock_ist = 0 in a stock-out, which starts on one day in 150 and lasts 6 days on average, else 1
 * </pre>
 *
 * <p>{@code z} is standard normal, drawn anew each time. A list price changes about every 270 days by -4 to +12 %; every one to
 * three months an item is on promotion for one to two weeks at 10 to 40 % off, in all stores. One item in ten is new, one in
 * twelve is discontinued, at any day. {@link Dirt} lists what is wrong in the file, and how often.
 *
 * <p>Rows are in order of day, store and time; a day's cancellations follow it. Columns: sold_at, store, invoice, item,
 * description, quantity, unit_price, customer. Immutable and safe for use by many threads.
 */
public final class RetailGenerator {
    private static final long CALENDAR = -1;
    private static final long MISTAKES = -3;
    private static final long STORES = -4;
    private static final List<String> STORE_NAMES = List.of("London", "Manchester", "Leeds", "Bristol", "Norwich");
    private static final double[] STORE_LEVELS = {1.35, 1.1, 0.95, 0.85, 0.75};

    private final long seed;
    private final LocalDate start;
    private final int days;
    private final int items;
    private final int stores;

    private RetailGenerator(Builder builder) {
        this.seed = builder.seed;
        this.start = builder.start;
        this.days = builder.days;
        this.items = builder.items;
        this.stores = builder.stores;
    }

    /**
     * Starts with seed 42, two years of 730 days from 2023-07-01, 300 items and 5 stores.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Writes the file; compressed if its name ends in {@code .gz}. It appears whole or not at all, and replaces one of the same
     * name.
     *
     * @param file where to; its folder exists
     * @return what was written
     * @throws UncheckedIOException if the file cannot be written; the message names it and the fix
     */
    public GeneratedSales write(Path file) {
        Path target = file.toAbsolutePath();
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        try {
            return writeAsideThenMove(aside, target, file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write the generated sales " + target + ": " + e
                            + ". Choose a folder that exists, that you can write to, and that has 50 MB of free space",
                    e);
        }
    }

    private GeneratedSales writeAsideThenMove(Path aside, Path target, Path file) throws IOException {
        try {
            GeneratedSales sales = writeTo(aside, file);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return sales;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private GeneratedSales writeTo(Path aside, Path file) throws IOException {
        try (OutputStream out = open(aside, file.toString().endsWith(".gz"))) {
            TradingCalendar calendar = TradingCalendar.of(start, days, Draws.of(seed, CALENDAR));
            SalesCsv csv = new SalesCsv(out, calendar, Draws.of(seed, MISTAKES));
            writeRows(csv, calendar);
            return new GeneratedSales(file, csv.rows(), csv.counts());
        }
    }

    private void writeRows(SalesCsv csv, TradingCalendar calendar) throws IOException {
        SalesLines lines = new SalesLines();
        List<Item> assortment = assortment(calendar, lines);
        Till till = new Till(seed, csv, calendar, RetailGenerator::storeName, stores, assortment);
        int day = 0;
        for (long line : lines.sorted()) {
            for (; day < SalesLines.day(line); day++) {
                till.close(day);
            }
            till.sell(line);
        }
        for (; day < days; day++) {
            till.close(day);
        }
        csv.flush();
    }

    private List<Item> assortment(TradingCalendar calendar, SalesLines lines) {
        List<Item> assortment = new ArrayList<>();
        for (int number = 0; number < items; number++) {
            Item item = new Item(number, calendar, Draws.of(seed, number));
            for (int store = 0; store < stores; store++) {
                item.sell(store, storeLevel(store), lines);
            }
            assortment.add(item);
        }
        return assortment;
    }

    private double storeLevel(int store) {
        return store < STORE_LEVELS.length
                ? STORE_LEVELS[store]
                : Draws.of(seed, STORES - store).uniform(0.6, 1.2);
    }

    private static String storeName(int store) {
        return store < STORE_NAMES.size() ? STORE_NAMES.get(store) : "Store " + (store + 1);
    }

    private static OutputStream open(Path file, boolean compressed) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return compressed ? new FastGzip(out) : out;
    }

    /** Half the time of the default level for a tenth more bytes. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Settings of a generator. Not thread-safe. */
    public static final class Builder {
        private long seed = 42;
        private LocalDate start = LocalDate.of(2023, 7, 1);
        private int days = 730;
        private int items = 300;
        private int stores = 5;

        private Builder() {}

        /**
         * Sets where all random numbers come from.
         *
         * @param value any number
         * @return this builder
         */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /**
         * Sets the first day.
         *
         * @param date a day in the years 1900 to 2200
         * @return this builder
         * @throws IllegalArgumentException if the day is outside that range
         */
        public Builder start(LocalDate date) {
            between("The start year", 1900, date.getYear(), 2200);
            this.start = date;
            return this;
        }

        /**
         * Sets the number of days.
         *
         * @param count 1 to 4,000
         * @return this builder
         * @throws IllegalArgumentException if the count is out of range
         */
        public Builder days(int count) {
            this.days = between("The number of days", 1, count, 4_000);
            return this;
        }

        /**
         * Sets the size of the assortment.
         *
         * @param count 1 to 5,000
         * @return this builder
         * @throws IllegalArgumentException if the count is out of range
         */
        public Builder items(int count) {
            this.items = between("The number of items", 1, count, 5_000);
            return this;
        }

        /**
         * Sets the number of stores.
         *
         * @param count 1 to 100
         * @return this builder
         * @throws IllegalArgumentException if the count is out of range
         */
        public Builder stores(int count) {
            this.stores = between("The number of stores", 1, count, 100);
            return this;
        }

        /**
         * Builds the generator; the builder may go on and build again.
         *
         * @return an immutable generator
         */
        public RetailGenerator build() {
            return new RetailGenerator(this);
        }

        private static int between(String what, int least, int value, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        what + " must be between " + least + " and " + most + ", got " + value);
            }
            return value;
        }
    }
}
