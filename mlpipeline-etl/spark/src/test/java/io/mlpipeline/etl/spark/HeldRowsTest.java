package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class HeldRowsTest {
    private static final StructType PAIR =
            new StructType().add("a", DataTypes.StringType).add("b", DataTypes.StringType);
    private static final StructType STRUCT = new StructType()
            .add("number", DataTypes.DoubleType)
            .add("long", DataTypes.LongType)
            .add("integer", DataTypes.IntegerType)
            .add("few", DataTypes.StringType)
            .add("many", DataTypes.StringType)
            .add("pairs", DataTypes.createArrayType(PAIR))
            .add("nothing", DataTypes.StringType)
            .add("more", DataTypes.LongType)
            .add("last", DataTypes.LongType);

    @Test
    void everyBitComesBackOverManyBlocks() {
        List<Row> rows = rows(60_000);
        List<byte[]> blocks = blocks(rows);
        assertThat(blocks).hasSizeGreaterThan(10);

        List<Row> read = read(blocks, IntStream.range(0, STRUCT.size()).toArray(), BlockReader.Condition.NONE);

        assertThat(read).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(cells(read.get(i))).isEqualTo(cells(rows.get(i)));
        }
    }

    @Test
    void someColumnsOfSomeRowsAreReadAndTheOthersPassedBy() {
        List<Row> rows = rows(20_000);
        int[] places = {-1, 1, -1, -1, 0, -1, -1, -1, -1};

        List<Row> ofText = read(blocks(rows), places, new BlockReader.Condition(3, "b"));
        assertThat(ofText)
                .isNotEmpty()
                .containsExactlyElementsOf(rows.stream()
                        .filter(row -> "b".equals(row.get(3)))
                        .map(row -> RowFactory.create(row.get(4), row.get(1)))
                        .toList());

        List<Row> ofMissing = read(blocks(rows), places, new BlockReader.Condition(4, null));
        assertThat(ofMissing)
                .isNotEmpty()
                .containsExactlyElementsOf(rows.stream()
                        .filter(row -> row.isNullAt(4))
                        .map(row -> RowFactory.create(null, row.get(1)))
                        .toList());
    }

    @Test
    void aTypeThatNoLayoutHasIsRefused() {
        StructType struct = new StructType().add("at", DataTypes.TimestampType);
        Iterator<Row> none = List.<Row>of().iterator();
        assertThatThrownBy(() -> new BlockWriter(none, struct))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timestamp");
    }

    private static List<byte[]> blocks(List<Row> rows) {
        List<byte[]> blocks = new ArrayList<>();
        new BlockWriter(rows.iterator(), STRUCT).forEachRemaining(blocks::add);
        return blocks;
    }

    private static List<Row> read(List<byte[]> blocks, int[] places, BlockReader.Condition condition) {
        int size = Arrays.stream(places).max().orElse(-1) + 1;
        List<Row> rows = new ArrayList<>();
        new BlockReader(blocks.iterator(), STRUCT, places, size, condition).forEachRemaining(rows::add);
        return rows;
    }

    /** Doubles by their bits. */
    private static List<@Nullable Object> cells(Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            cells.add(value instanceof Double number ? (Object) Double.doubleToRawLongBits(number) : value);
        }
        return cells;
    }

    private static List<Row> rows(int count) {
        Random random = new Random(11);
        String[] few = {"a", "b", "", "\u00e9\u4e2d\ud83d\ude00"};
        long[] limits = {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1, 127, 128, 1L << 62};
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable
            Object[] cells = {
                Double.longBitsToDouble(random.nextLong()),
                random.nextBoolean() ? random.nextLong() : limits[random.nextInt(limits.length)],
                random.nextInt() >> random.nextInt(32),
                few[random.nextInt(few.length)],
                "text " + random.nextInt(50_000),
                CollectionConverters.asScala(IntStream.range(0, random.nextInt(3))
                                .mapToObj(each -> RowFactory.create(few[each], random.nextBoolean() ? "x" : "y" + each))
                                .toList())
                        .toSeq(),
                null,
                (long) i,
                -(long) i
            };
            cells[random.nextInt(cells.length)] = null;
            rows.add(RowFactory.create(cells));
        }
        return rows;
    }
}
