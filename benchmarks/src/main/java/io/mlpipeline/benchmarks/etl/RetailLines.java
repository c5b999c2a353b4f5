package io.mlpipeline.benchmarks.etl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A dirty sales file: a line for each store, product and day, in the order of days, as a till system writes it.
 *
 * <p>Of all lines 0.5 % stand twice (the later one counts), 1 % lack the quantity, 0.2 % say in words that it is not known, 2 % lack the
 * price, 0.2 % have a price ten times too high, and 30 % write their date in another format. A tenth of the lines is sold at 40 %
 * off, which makes prices bimodal.
 */
final class RetailLines {
    static final List<String> REGIONS =
            List.of("central", "coast", "east", "islands", "mountains", "north", "south", "west");
    private static final int DAYS = 1000;
    private static final int PRODUCTS = 50;
    private static final LocalDate START = LocalDate.of(2021, 1, 1);
    private static final DateTimeFormatter SLASHED = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    private RetailLines() {}

    /**
     * Makes the file unless it is there.
     *
     * @param folder where
     * @param lines about how many lines; a multiple of 1,000
     * @return the file
     */
    static Path file(Path folder, int lines) throws IOException {
        Path file = folder.resolve("sales-" + lines + ".csv");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path aside = folder.resolve(file.getFileName() + ".part");
            try (Writer out = Files.newBufferedWriter(aside, StandardCharsets.US_ASCII)) {
                write(lines, out);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void write(int lines, Writer out) throws IOException {
        // Short files have fewer days, so that they have several series, too.
        int days = Math.min(DAYS, Math.max(100, lines / 100));
        int series = lines / days;
        out.write("id,date,store,product,region,quantity,price,promo\n");
        SplittableRandom random = new SplittableRandom(20261121);
        StringBuilder line = new StringBuilder();
        int id = 0;
        for (int day = 0; day < days; day++) {
            LocalDate date = START.plusDays(day);
            String iso = date.toString();
            String slashed = SLASHED.format(date);
            for (int each = 0; each < series; each++) {
                int copies = random.nextInt(200) == 0 ? 2 : 1;
                for (int copy = 0; copy < copies; copy++) {
                    line.setLength(0);
                    line.append(id++).append(',').append(random.nextInt(10) < 3 ? slashed : iso);
                    sale(line, each, date, random);
                    out.append(line);
                }
            }
        }
    }

    private static void sale(StringBuilder line, int series, LocalDate date, SplittableRandom random) {
        int store = series / PRODUCTS;
        int product = series % PRODUCTS;
        boolean promo = random.nextInt(10) == 0;
        double weekly = date.getDayOfWeek().getValue() >= 6 ? 1.6 : 1;
        int quantity =
                (int) Math.max(0, Math.round((2 + product % 7) * weekly * (promo ? 2 : 1) + 2 * gaussian(random)));
        int cents = (int) Math.round((200 + 37 * product) * (promo ? 0.6 : 1) * (1 + 0.03 * gaussian(random)));
        line.append(",S").append(store).append(",P").append(product).append(',');
        line.append(REGIONS.get((store + product) % REGIONS.size())).append(',');
        int dirt = random.nextInt(1000);
        if (dirt < 2) {
            line.append(dirt == 0 ? "N/A" : "unknown");
        } else if (dirt >= 12) {
            line.append(quantity);
        }
        line.append(',');
        dirt = random.nextInt(1000);
        if (dirt >= 20) {
            int shown = dirt < 22 ? cents * 10 : cents;
            line.append(shown / 100).append('.').append(shown / 10 % 10).append(shown % 10);
        }
        line.append(',').append(promo ? 1 : 0).append('\n');
    }

    /** Irwin-Hall of twelve: near enough to normal, and the same on every machine. */
    private static double gaussian(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}
