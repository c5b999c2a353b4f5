package io.mlpipeline.etl.features.source;

import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceSchemaTest {
    private static final SourceSchema SALES = SourceSchema.of(
            text("item").from("StockCode", "sku"),
            integer("quantity"),
            number("price").from("Unit Price"));

    @Test
    void findsColumnsByNameInAnyOrderCaseAndSpacing() {
        RowBuffer row = RowBuffer.of(SALES.schema());
        RowParser parser = SALES.parser("f.csv", List.of("UNITPRICE", " Quantity", "stock code"));
        parser.parse(List.of("2.5", "3", "a"), row, new ArrayList<>());
        assertThat(row).hasToString("{item='a', quantity=3, price=2.5}");
    }

    @Test
    void namesTheFileTheHeaderAndTheFixWhenAColumnIsMissing() {
        assertThatThrownBy(() -> SALES.parser("f.csv", List.of("sku", "quantity")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(
                        "f.csv: the header lacks column 'price' (looked for [Unit Price]); it reads [sku, quantity]. "
                                + "Rename it there, or give its name with from(..); maybe the delimiter is another");
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        assertThatThrownBy(() -> SALES.parser("f.csv", List.of("sku", "quantity", "StockCode", "unit price")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(
                        "f.csv: the header names column 'item' twice, in field 1 and field 3; it reads [sku,");
    }

    @Test
    void refusesUndeclaredColumnsUnlessToldToIgnoreThem() {
        List<String> header = List.of("sku", "quantity", "unit price", "remark");
        assertThatThrownBy(() -> SALES.parser("f.csv", header))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has an undeclared column 'remark'");
        RowBuffer row = RowBuffer.of(SALES.schema());
        SALES.ignoringUnknownColumns()
                .parser("f.csv", header)
                .parse(List.of("a", "1", "2", "any"), row, new ArrayList<>());
        assertThat(row).hasToString("{item='a', quantity=1, price=2.0}");
    }

    @Test
    void refusesColumnsThatCannotBeToldApart() {
        assertThatThrownBy(
                        () -> SourceSchema.of(text("a").from("X y"), text("b").from("xY")))
                .hasMessage("Columns 'a' and 'b' would both be found under 'xY'");
        assertThatThrownBy(() -> SourceSchema.of(text("a").from("x"), text("a").from("y")))
                .hasMessageContaining("'a'");
    }

    @Test
    void declaresMissingTokensForAllColumns() {
        RowBuffer row = RowBuffer.of(SALES.schema());
        SALES.missing("?")
                .parser("f", List.of("sku", "quantity", "unit price"))
                .parse(List.of("?", "?", ""), row, new ArrayList<>());
        assertThat(row).hasToString("{item=missing, quantity=missing, price=missing}");
    }

    @Test
    void givesTheSchemaOfTheTypedRows() {
        assertThat(SALES.schema())
                .isEqualTo(Schema.builder()
                        .text("item")
                        .integer("quantity")
                        .number("price")
                        .build());
    }

    @Test
    void describesHowFilesAreWritten() {
        CsvSource source = CsvSource.of(SALES, "a.csv", "b.csv")
                .withDelimiter(';')
                .withQuote('\'')
                .withCharset(StandardCharsets.ISO_8859_1);
        assertThat(source.delimiter()).isEqualTo(';');
        assertThat(source.quote()).isEqualTo('\'');
        assertThat(source.charset()).isEqualTo(StandardCharsets.ISO_8859_1);
        assertThat(source.paths()).containsExactly("a.csv", "b.csv");
        assertThatThrownBy(() -> source.withDelimiter('\'')).hasMessageContaining("must differ");
        assertThatThrownBy(() -> CsvSource.of(SALES)).hasMessageContaining("needs paths");
    }
}
