package io.mlpipeline.samples.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mlpipeline.samples.retail.GeneratedFile.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetailGeneratorTest {
    private static final LocalDate START = LocalDate.of(2023, 7, 1);

    @TempDir
    static Path folder;

    private GeneratedSales sales;
    private GeneratedFile file;
    private int[][] unitsByItem;
    private double[][] priceByItem;

    @BeforeAll
    void generate() throws IOException {
        sales = RetailGenerator.builder().build().write(folder.resolve("sales.csv"));
        file = new GeneratedFile(sales.file());
        readSales();
    }

    @AfterAll
    void forget() {
        file = null;
    }

    @Test
    void hasMoreThanHalfAMillionRows() {
        assertThat(sales.rows()).isEqualTo(file.rows().size()).isBetween(550_000L, 650_000L);
    }

    @Test
    void countsOfDirtAreWhatAnotherReaderFinds() {
        Map<Dirt, Predicate<Row>> rules = new EnumMap<>(Dirt.class);
        rules.put(Dirt.MISSING_CUSTOMER, row -> row.get("customer").isEmpty());
        rules.put(
                Dirt.STRAY_SPACES,
                row -> !row.get("description").equals(row.get("description").strip()));
        rules.put(Dirt.MISSING_DESCRIPTION, row -> row.get("description").isEmpty());
        rules.put(Dirt.MISSING_QUANTITY, row -> row.get("quantity").isEmpty());
        rules.put(Dirt.MISSING_PRICE, row -> row.get("unit_price").isEmpty());
        rules.put(Dirt.BAD_QUANTITY, row -> !row.get("quantity").isEmpty() && !row.hasWholeQuantity());
        rules.put(Dirt.BAD_PRICE, row -> !row.get("unit_price").isEmpty() && !row.hasPrice());
        rules.put(Dirt.BAD_DATE, row -> !row.hasTime());
        rules.put(Dirt.CANCELLATION, row -> row.get("invoice").startsWith("C"));
        rules.put(Dirt.NON_PRODUCT, row -> Set.of("POST", "BANK").contains(row.get("item")));
        rules.put(Dirt.ZERO_PRICE, row -> row.get("unit_price").equals("0.00"));
        rules.put(Dirt.NEGATIVE_PRICE, row -> row.get("unit_price").startsWith("-"));
        rules.put(
                Dirt.QUANTITY_OUTLIER,
                row -> row.hasWholeQuantity() && Integer.parseInt(row.get("quantity")) >= 20_000);
        rules.forEach(
                (kind, rule) -> assertThat(file.rows().stream().filter(rule).count())
                        .as("%s", kind)
                        .isEqualTo(sales.count(kind))
                        .isPositive());
        Set<Row> seen = new HashSet<>();
        assertThat(file.rows().stream().filter(row -> !seen.add(row)).count())
                .isEqualTo(sales.count(Dirt.DUPLICATE))
                .isPositive();
        assertThat(sales.dirt()).containsOnlyKeys(Dirt.values());
    }

    @Test
    void dirtComesAtItsRate() {
        for (Dirt kind : Dirt.values()) {
            double expected = kind.rate() * sales.rows();
            assertThat((double) sales.count(kind))
                    .as("%s", kind)
                    .isBetween(0.94 * expected - 4 * Math.sqrt(expected), 1.04 * expected + 4 * Math.sqrt(expected));
        }
    }

    @Test
    void everyCancellationTakesBackAnEarlierSale() {
        Map<List<String>, Deque<Row>> sold = new HashMap<>();
        for (Row row : file.rows()) {
            if (row.get("invoice").startsWith("C")) {
                assertThat(row.get("quantity")).startsWith("-");
                Deque<Row> matches = sold.get(key(row, row.get("quantity").substring(1)));
                assertThat(matches).as("%s", row).isNotEmpty();
                assertThat(matches.removeFirst().get("sold_at")).isLessThan(row.get("sold_at"));
            } else {
                sold.computeIfAbsent(key(row, row.get("quantity")), key -> new ArrayDeque<>())
                        .add(row);
            }
        }
    }

    @Test
    void saturdaysSellTwiceAsMuchAsSundays() {
        double[] units = new double[8];
        for (int[] item : unitsByItem) {
            for (int day = 0; day < item.length; day++) {
                units[START.plusDays(day).getDayOfWeek().getValue()] += item[day];
            }
        }
        assertThat(units[DayOfWeek.SATURDAY.getValue()] / units[DayOfWeek.SUNDAY.getValue()])
                .isBetween(2.2, 2.8);
    }

    @Test
    void theWeeksBeforeChristmasSellMoreThanFebruary() {
        assertThat(unitsADay(LocalDate.of(2023, 12, 1), LocalDate.of(2023, 12, 21)))
                .isGreaterThan(1.4 * unitsADay(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 21)));
        assertThat(unitsADay(LocalDate.of(2023, 12, 25), LocalDate.of(2023, 12, 26)))
                .isZero();
    }

    /** Days of low and high price of the same item in the same four weeks, so that season and trend don't matter. */
    @Test
    void promotionsSellMore() {
        double promoted = 0;
        double expected = 0;
        for (int item = 0; item < unitsByItem.length; item++) {
            for (int from = 0; from + 28 <= unitsByItem[item].length; from += 28) {
                double[] units = new double[2];
                double[] days = new double[2];
                double high = highestPrice(item, from);
                for (int day = from; day < from + 28; day++) {
                    double price = priceByItem[item][day];
                    if (price > 0) {
                        int low = price < 0.87 * high ? 1 : 0;
                        units[low] += unitsByItem[item][day];
                        days[low]++;
                    }
                }
                if (days[0] >= 5 && days[1] >= 5) {
                    promoted += units[1];
                    expected += units[0] / days[0] * days[1];
                }
            }
        }
        assertThat(promoted / expected).isBetween(1.4, 3.0);
    }

    @Test
    void demandVariesMoreThanByChance() {
        int overDispersed = 0;
        for (int[] item : unitsByItem) {
            double mean = 0;
            double square = 0;
            for (int units : item) {
                mean += units;
                square += (double) units * units;
            }
            mean /= item.length;
            double variance = square / item.length - mean * mean;
            overDispersed += variance > 2 * mean ? 1 : 0;
        }
        assertThat(overDispersed).isGreaterThan(280);
    }

    @Test
    void someItemsAreNewAndSomeAreDiscontinued() {
        long startLate = 0;
        long endEarly = 0;
        for (int[] item : unitsByItem) {
            startLate += sum(item, 0, 60) == 0 ? 1 : 0;
            endEarly += sum(item, item.length - 60, item.length) == 0 ? 1 : 0;
        }
        assertThat(startLate).isBetween(10L, 50L);
        assertThat(endEarly).isBetween(8L, 45L);
    }

    @Test
    void aSeedGivesTheSameBytesInEveryLocaleAndTimeZone() throws Exception {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String expected = hash(small(7, "first.csv"));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(hash(small(7, "second.csv"))).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(hash(small(8, "third.csv"))).isNotEqualTo(expected);
    }

    /** Recorded when the generator was finished: published figures rest on these rows. */
    @Test
    void theRowsOfASeedNeverChange() throws Exception {
        assertThat(hash(small(7, "recorded.csv")))
                .isEqualTo("23f5e138b6549a465ddb98cce60ed8b9d1a7ce08c0bd846f69173d30b9de50fb");
    }

    @Test
    void compressesByName() throws Exception {
        Path compressed = small(7, "sales.csv.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(small(7, "plain.csv")));
        }
    }

    @Test
    void leavesNothingHalfWritten() throws Exception {
        Path missing = folder.resolve("no/such/sales.csv");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> RetailGenerator.builder().build().write(missing))
                .withMessageContaining(missing.toString())
                .withMessageContaining("Choose a folder that exists");
        Path target = Files.createDirectories(folder.resolve("taken/sales.csv/inside"))
                .getParent();
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> RetailGenerator.builder().days(1).build().write(target));
        try (var files = Files.list(folder.resolve("taken"))) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void refusesSettingsOutOfRange() {
        RetailGenerator.Builder builder = RetailGenerator.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.days(0))
                .withMessage("The number of days must be between 1 and 4000, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.items(5_001));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.stores(101));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.start(LocalDate.of(1800, 1, 1)));
    }

    private Path small(long seed, String name) {
        Path target = folder.resolve(name);
        return RetailGenerator.builder()
                .seed(seed)
                .days(60)
                .items(40)
                .stores(7)
                .build()
                .write(target)
                .file();
    }

    private static String hash(Path path) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    }

    private static List<String> key(Row row, String quantity) {
        return List.of(row.get("item"), row.get("store"), row.get("customer"), row.get("unit_price"), quantity);
    }

    private void readSales() {
        Map<String, Integer> items = new TreeMap<>();
        file.rows().forEach(row -> items.putIfAbsent(row.get("item"), items.size()));
        unitsByItem = new int[items.size()][730];
        priceByItem = new double[items.size()][730];
        for (Row row : file.rows()) {
            boolean clean = row.hasTime()
                    && row.hasPrice()
                    && row.get("quantity").matches("\\d{1,3}")
                    && Double.parseDouble(row.get("unit_price")) > 0;
            if (clean) {
                int item = items.get(row.get("item"));
                int day = (int)
                        (LocalDate.parse(row.get("sold_at").substring(0, 10)).toEpochDay() - START.toEpochDay());
                unitsByItem[item][day] += Integer.parseInt(row.get("quantity"));
                priceByItem[item][day] = Double.parseDouble(row.get("unit_price"));
            }
        }
    }

    private double unitsADay(LocalDate from, LocalDate to) {
        int first = (int) (from.toEpochDay() - START.toEpochDay());
        int last = (int) (to.toEpochDay() - START.toEpochDay());
        double units = 0;
        for (int[] item : unitsByItem) {
            units += sum(item, first, last);
        }
        return units / (last - first);
    }

    private double highestPrice(int item, int from) {
        double high = 0;
        for (int day = from; day < from + 28; day++) {
            high = Math.max(high, priceByItem[item][day]);
        }
        return high;
    }

    private static long sum(int[] values, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }
}
