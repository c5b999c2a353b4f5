package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Rows that look for trouble: random bit patterns, zeros of both signs, infinities, subnormal numbers, days of the years 1 to
 * 9999 and Unicode of every plane. A series is a function of its number, so that each engine makes its own rows.
 */
final class ParityRows {
    static final int ROWS_OF_A_SERIES = 50;
    static final Schema SCHEMA = Schema.builder()
            .text("shop")
            .integer("item")
            .date("day")
            .number("x")
            .number("y")
            .integer("quantity")
            .bool("promo")
            .text("country")
            .text("note")
            .date("due")
            .timestamp("at")
            .number("sales")
            .build();

    private static final long FIRST_DAY = -719_162; // 0001-01-01
    private static final long LAST_DAY = 2_932_896; // 9999-12-31
    private static final long MICROS_OF_A_DAY = 86_400_000_000L;
    private static final String[] TEXTS = {
        "I",
        "\u0131",
        "\u0130",
        "i",
        "TITLE",
        "title",
        "stra\u00dfe",
        "\ufb01n",
        "\uD83D\uDE00",
        "\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u00e9",
        "e\u0301",
        "",
        " ",
        " x ",
        "\t",
        "\u0000",
        "\uFFFD",
        "\uD835\uDFD8",
        "\u0661\u0662",
        "\u05d0\u202e",
        "null",
        "NaN",
        "a,b",
        "\"q\"",
        "line\nbreak",
        "\uD800\uDC00",
        "\uDBFF\uDFFF",
        "z",
        "Z"
    };

    private ParityRows() {}

    /** All rows in memory. */
    static Frame frame(int series) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        IntStream.range(0, series).forEach(each -> rows(each).forEach(frame::add));
        return frame.build();
    }

    /** The same rows as a host's own data, made by the tasks, in an order that only the seed decides. */
    static SparkTable inSpark(SparkSession session, int series, int partitions, long seed) {
        List<Integer> numbers = shuffled(series, seed);
        SparkTable physical = new SparkTable(
                session.createDataset(numbers, Encoders.INT())
                        .repartition(partitions)
                        .mapPartitions(new Made(), Encoders.row(PhysicalRows.struct(SCHEMA))),
                SCHEMA);
        return SparkEtl.on(session).table(physical.dataset());
    }

    private static List<Integer> shuffled(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int i = count - 1; i > 0; i--) {
            numbers.set(i, numbers.set(random.nextInt(i + 1), numbers.get(i)));
        }
        return numbers;
    }

    private static final class Made implements MapPartitionsFunction<Integer, Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<Row> call(Iterator<Integer> series) {
            List<Row> made = new ArrayList<>();
            series.forEachRemaining(each -> rows(each).forEach(row -> made.add(PhysicalRows.toSpark(row))));
            return made.iterator();
        }
    }

    private static List<io.mlpipeline.api.data.Row> rows(int series) {
        SplittableRandom random = new SplittableRandom(7_919L * series + 1);
        List<io.mlpipeline.api.data.Row> rows = new ArrayList<>();
        RowBuffer row = RowBuffer.of(SCHEMA);
        String shop = TEXTS[series % TEXTS.length];
        long day = random.nextLong(FIRST_DAY, LAST_DAY - 3_000);
        for (int i = 0; i < ROWS_OF_A_SERIES; i++) {
            row.clear().setText(0, shop).setInteger(1, series).setInteger(2, day);
            fill(row, random);
            rows.add(RowBuffer.of(SCHEMA).copyOf(row));
            day += random.nextInt(8) == 0 ? random.nextInt(1, 60) : random.nextInt(1, 3);
        }
        return rows;
    }

    private static void fill(RowBuffer row, SplittableRandom random) {
        row.setNumber(3, number(random)).setNumber(4, number(random)).setNumber(11, number(random));
        if (random.nextInt(8) > 0) {
            row.setInteger(5, random.nextInt(6) == 0 ? random.nextLong() : random.nextInt(-20, 100));
        }
        if (random.nextInt(8) > 0) {
            row.setInteger(6, random.nextInt(2));
        }
        if (random.nextInt(8) > 0) {
            row.setText(7, TEXTS[random.nextInt(TEXTS.length)]);
        }
        if (random.nextInt(8) > 0) {
            row.setText(8, text(random));
        }
        if (random.nextInt(8) > 0) {
            row.setInteger(9, random.nextLong(FIRST_DAY, LAST_DAY + 1));
        }
        if (random.nextInt(8) > 0) {
            row.setInteger(10, random.nextLong(FIRST_DAY * MICROS_OF_A_DAY, (LAST_DAY + 1) * MICROS_OF_A_DAY));
        }
    }

    private static double number(SplittableRandom random) {
        return switch (random.nextInt(14)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> random.nextBoolean() ? 0.0 : -0.0;
            case 3 -> Double.longBitsToDouble(random.nextLong(1, 1L << 52));
            case 4, 5 -> Double.longBitsToDouble(random.nextLong());
            case 6 -> random.nextBoolean() ? Double.MAX_VALUE : -Double.MIN_VALUE;
            case 7, 8 -> random.nextInt(-5, 6);
            case 9 -> Math.scalb(random.nextDouble(), random.nextInt(-40, 40));
            default -> random.nextDouble(-100, 100);
        };
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            int point = random.nextInt(3) > 0 ? random.nextInt(0x250) : random.nextInt(Character.MAX_CODE_POINT + 1);
            boolean isHalfOfAPair = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            text.appendCodePoint(isHalfOfAPair ? 'I' : point); // a lone half is no text: UTF-8 cannot hold it
        }
        return text.toString();
    }
}
