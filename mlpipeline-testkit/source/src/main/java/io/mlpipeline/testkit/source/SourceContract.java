package io.mlpipeline.testkit.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.join.KeyJoin;
import io.mlpipeline.etl.features.quality.Checks;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.JsonLinesSource;
import io.mlpipeline.etl.features.source.ParquetSource;
import io.mlpipeline.etl.features.source.Source;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading must do on every engine; its tests are named after what other readers do silently wrong. */
public abstract class SourceContract {
    private static final SourceSchema SALES = SourceSchema.of(
            SourceColumn.integer("id"),
            SourceColumn.integer("qty"),
            SourceColumn.number("price"),
            SourceColumn.text("name"));

    @TempDir
    private Path folder;

    /** For the tests of subclasses. */
    protected SourceContract() {}

    /**
     * Reads on the engine under test, in parts that are as small as it can cut them where {@code inParts} says so.
     *
     * @param source what to read
     * @param expectations what its rows must look like
     * @param inParts whether a file is to be cut
     * @return what came of it
     */
    protected abstract ReadTable read(Source source, Expectations expectations, boolean inParts);

    /**
     * Joins on the engine under test.
     *
     * @param join the join
     * @param rows the rows
     * @param other the table with each key once
     * @return the joined rows sorted by {@code id}, as texts, then "matched n, unmatched m"
     */
    protected abstract List<String> join(KeyJoin join, Frame rows, Frame other);

    private ReadTable read(Source source) {
        Expectations any = Expectations.over(source.schema().schema()).build();
        return read(source, any, false);
    }

    private CsvSource csv(String text) throws IOException {
        return csv("sales.csv", text.getBytes(UTF_8));
    }

    private CsvSource csv(String name, byte[] bytes) throws IOException {
        return CsvSource.of(SALES, write(name, bytes));
    }

    private JsonLinesSource json(String text) throws IOException {
        return JsonLinesSource.of(SALES, write("sales.jsonl", text.getBytes(UTF_8)));
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aHeaderInAnotherOrderIsNotTakenByPosition() throws IOException {
        assertThat(read(csv("name,id,price,qty\nx,2,5.0,4\n")).rows())
                .containsExactly("{id=2, qty=4, price=5.0, name='x'}");
    }

    @Test
    void anExtraOrAMissingColumnIsNamed() throws IOException {
        CsvSource extra = csv("id,qty,price,name,shop\n1,2,3,x,y\n");
        assertThatThrownBy(() -> read(extra))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("sales.csv: the header has an undeclared column 'shop'");
        CsvSource lacking = csv("id,price,name\n1,3,x\n");
        assertThatThrownBy(() -> read(lacking))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("sales.csv: the header lacks column 'qty'");
    }

    @Test
    void aQuotedLineBreakSplitsNoRow() throws IOException {
        ReadTable read = read(csv("id,qty,price,name\n1,2,3,\"a\nb\"\nx,2,3,c\n"));
        assertThat(read.rows()).containsExactly("{id=1, qty=2, price=3.0, name='a\nb'}");
        assertThat(read.quarantine()).containsExactly("sales.csv|4|1|id|id: not a number|x|x,2,3,c");
    }

    @Test
    void latinBytesAreRefusedUnlessDeclared() throws IOException {
        CsvSource latin = csv("sales.csv", "id,qty,price,name\n1,2,3,caf\u00e9\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> read(latin))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("sales.csv line 2: bytes that are not UTF-8");
        assertThat(read(latin.withCharset(ISO_8859_1)).rows())
                .containsExactly("{id=1, qty=2, price=3.0, name='caf\u00e9'}");
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreNoData() throws IOException {
        assertThat(read(csv("\uFEFFid,qty,price,name\r\n1,2,3,x\r\n")).rows())
                .containsExactly("{id=1, qty=2, price=3.0, name='x'}");
    }

    @Test
    void anUnquotedDecimalCommaIsNotCutOff() throws IOException {
        ReadTable read = read(csv("id,qty,price,name\n2,3,1,5,x\n3,1,\"1,5\",x\n4,1,1.5,x\n"));
        assertThat(read.rows()).containsExactly("{id=4, qty=1, price=1.5, name='x'}");
        assertThat(read.quarantine())
                .containsExactly(
                        "sales.csv|2|1|*|wrong number of fields|5 instead of 4|2,3,1,5,x",
                        "sales.csv|3|1|price|price: not a number|1,5|3,1,\"1,5\",x");
    }

    @Test
    void aFileThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
        byte[] whole = gzip("id,qty,price,name\n1,2,3,x\n4,5,6,y\n".getBytes(UTF_8));
        CsvSource cut = csv("sales.csv.gz", Arrays.copyOf(whole, whole.length - 12));
        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("sales.csv.gz")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void anEmptyFileAndOneOfAnotherKindAreRefused() throws IOException {
        CsvSource empty = csv("");
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("sales.csv is empty: it has not even a header line");
        ParquetSource other = ParquetSource.of(SALES, write("sales.parquet", "id,qty\n1,2\n".getBytes(UTF_8)));
        assertThatThrownBy(() -> read(other))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("sales.parquet is not a Parquet file");
        JsonLinesSource none = json("");
        assertThatThrownBy(() -> read(none)).hasMessageContaining("sales.jsonl is empty");
    }

    @Test
    void aBrokenLineOfJsonIsOneRowInTheQuarantine() throws IOException {
        ReadTable read = read(json("{\"id\":1,\"qty\":2,\"price\":3.5,\"name\":\"x\"}\n"
                + "{\"id\":2,\"qty\":2,\n"
                + "[1]\n\n"
                + "{\"name\":null,\"price\":\"4.5\",\"qty\":17.0,\"id\":\"3\"}\r\n"));
        assertThat(read.rows())
                .containsExactly("{id=1, qty=2, price=3.5, name='x'}", "{id=3, qty=17, price=4.5, name=missing}");
        assertThat(read.quarantine()).hasSize(2);
        assertThat(read.quarantine().get(0))
                .startsWith("sales.jsonl|2|1|*|not a JSON object|")
                .endsWith("|{\"id\":2,\"qty\":2,");
        assertThat(read.quarantine().get(1))
                .isEqualTo("sales.jsonl|3|1|*|not a JSON object|the line does not begin with {|[1]");
        assertThat(read.report().read()).isEqualTo(4);
    }

    @Test
    void aKeyOfJsonThatIsNestedUnknownAbsentOrThereTwiceIsNamed() throws IOException {
        JsonLinesSource odd = json("{\"id\":1,\"qty\":{\"a\":1},\"price\":3,\"name\":\"x\"}\n"
                + "{\"id\":2,\"qty\":2,\"price\":3,\"name\":\"x\",\"shop\":[1]}\n"
                + "{\"id\":3,\"qty\":2,\"name\":\"x\"}\n"
                + "{\"id\":4,\"id\":5,\"qty\":2,\"price\":3,\"name\":\"x\"}\n"
                + "{\"id\":6,\"qty\":2.5,\"price\":3,\"name\":7}\n"
                + "{\"id\":7,\"qty\":2,\"price\":3,\"name\":7}\n");
        List<String> reasons = read(odd).quarantine().stream()
                .map(row -> String.join("|", Arrays.asList(row.split("\\|")).subList(1, 6)))
                .toList();
        assertThat(reasons)
                .containsExactly(
                        "1|1|qty|qty: nested value|{...}",
                        "2|1|*|undeclared key|shop",
                        "3|1|price|price: key absent|",
                        "4|1|id|id: key twice|id",
                        "5|1|qty|qty: not a whole number|2.5");
        assertThat(read(odd).rows()).containsExactly("{id=7, qty=2, price=3.0, name='7'}");
        assertThat(read(odd.withAbsentAsMissing()).rows()).contains("{id=3, qty=2, price=missing, name='x'}");
        JsonLinesSource lenient =
                JsonLinesSource.of(SALES.ignoringUnknownColumns(), odd.paths().get(0));
        assertThat(read(lenient).rows()).contains("{id=2, qty=2, price=3.0, name='x'}");
    }

    @Test
    void oneLargeFileGivesTheSameRowsLinesAndQuarantineInParts() throws IOException {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder("id,qty,price,name\r\n");
        for (int i = 0; i < 30_000; i++) {
            String name = random.nextInt(5) == 0
                    ? "\"a\n\"\"b\"\"" + (random.nextBoolean() ? "\r\n" : ",") + i + "\""
                    : "n" + i % 50;
            String qty = random.nextInt(40) == 0 ? "many" : String.valueOf(random.nextInt(9) - 1);
            text.append(i % 29_000)
                    .append(',')
                    .append(qty)
                    .append(',')
                    .append(random.nextInt(900) / 100.0)
                    .append(',');
            text.append(name).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        CsvSource source = csv(text.toString());
        Expectations rules = Expectations.over(SALES.schema())
                .quarantine("quantity is positive", Checks.positive("qty"))
                .quarantine("id is unique", Checks.unique("id"))
                .build();

        ReadTable whole = read(source, rules, false);
        ReadTable parts = read(source, rules, true);

        assertThat(whole.report().read()).isEqualTo(30_000);
        assertThat(whole.quarantine()).hasSizeGreaterThan(1_000);
        assertThat(parts.rows()).isEqualTo(whole.rows());
        assertThat(parts.quarantine()).isEqualTo(whole.quarantine());
        assertThat(parts.report().toString()).isEqualTo(whole.report().toString());

        CsvSource broken = csv(text + "1,2,3,\"x\n");
        assertThatThrownBy(() -> read(broken, rules, true))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(org.assertj.core.api.Assertions.catchThrowable(() -> read(broken, rules, false))
                        .getMessage())
                .hasMessageContaining("a quote is opened and never closed");
    }

    private static final Schema ROWS =
            Schema.builder().integer("id").text("shop").text("item").build();
    private static final Schema OTHER =
            Schema.builder().text("item").text("shop").number("cost").build();

    private record Key(@Nullable String shop, @Nullable String item) {}

    private static Key key(@Nullable String shop, @Nullable String item) {
        return new Key(shop, item);
    }

    private static Frame rows(Key... keys) {
        Frame.Builder rows = Frame.builder(ROWS);
        IntStream.range(0, keys.length)
                .forEach(i -> rows.add(fill(RowBuffer.of(ROWS).set("id", i), keys[i])));
        return rows.build();
    }

    private static Frame other(Key... keys) {
        Frame.Builder rows = Frame.builder(OTHER);
        for (int i = 0; i < keys.length; i++) {
            rows.add(fill(RowBuffer.of(OTHER).set("cost", i + 0.5), keys[i]));
        }
        return rows.build();
    }

    private static RowBuffer fill(RowBuffer row, Key key) {
        if (key.shop() != null) {
            row.set("shop", key.shop());
        }
        if (key.item() != null) {
            row.set("item", key.item());
        }
        return row;
    }

    @Test
    void aMissingKeyMatchesNothingAndPartsOfAKeyDoNotRunTogether() {
        Frame rows = rows(key("a", "bc"), key("ab", "c"), key(null, "c"), key("a", null), key("z", "z"));
        Frame other = other(key("ab", "c"), key("a", "bc"), key(null, "c"), key(null, "c"));

        assertThat(join(KeyJoin.left("shop", "item"), rows, other))
                .containsExactly(
                        "{id=0, shop='a', item='bc', cost=1.5}",
                        "{id=1, shop='ab', item='c', cost=0.5}",
                        "{id=2, shop=missing, item='c', cost=missing}",
                        "{id=3, shop='a', item=missing, cost=missing}",
                        "{id=4, shop='z', item='z', cost=missing}",
                        "matched 2, unmatched 3");
        assertThat(join(KeyJoin.inner("shop", "item"), rows, other))
                .containsExactly(
                        "{id=0, shop='a', item='bc', cost=1.5}",
                        "{id=1, shop='ab', item='c', cost=0.5}",
                        "matched 2, unmatched 3");
    }

    @Test
    void aJoinMultipliesNoRows() {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            keys.add(key("s" + i % 5, "x"));
        }
        Frame other = other(keys.toArray(Key[]::new));

        assertThatThrownBy(() -> join(KeyJoin.left("shop", "item"), rows(key("s1", "x")), other))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("The other table has 5 keys more than once, such as {shop='s0', item='x'}, "
                        + "{shop='s1', item='x'}, {shop='s2', item='x'}; the join would multiply rows. "
                        + "Keep one row a key with Checks.unique(\"shop\", \"item\")");
    }

    @Test
    void aJoinThatDoesNotFitTheColumnsIsRefused() {
        Frame rows = rows(key("a", "b"));
        Frame other = other(key("a", "b"));
        assertThatThrownBy(() -> join(KeyJoin.left("shop"), rows, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Both tables have a column 'item'");
        assertThatThrownBy(() -> join(KeyJoin.left("cost"), rows, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No column 'cost'");
        assertThatThrownBy(() -> join(KeyJoin.left("cost"), other, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Key 'cost' is a number with decimals");
        assertThatThrownBy(() -> KeyJoin.left("a", "a")).hasMessageContaining("different key columns, got [a, a]");
    }
}
