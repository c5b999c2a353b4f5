package io.mlpipeline.etl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Checks;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.ParquetSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.parquet.ParquetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTest {
    private static final Schema WRITTEN =
            Schema.builder().text("when").number("qty").text("sku").build();
    private static final SourceSchema DECLARED = SourceSchema.of(
                    SourceColumn.text("sku").upperCase(),
                    SourceColumn.integer("quantity").from("Qty").missing("-999"),
                    SourceColumn.date("day", "yyyy-MM-dd", "dd/MM/yyyy").from("when"))
            .missing("NA");

    @TempDir
    private Path folder;

    private Path write(Object[]... rows) {
        Frame.Builder frame = Frame.builder(WRITTEN);
        for (Object[] row : rows) {
            frame.add(RowBuffer.of(WRITTEN)
                    .set("when", (String) row[0])
                    .set("qty", (double) row[1])
                    .set("sku", (String) row[2]));
        }
        Path file = folder.resolve("rows.parquet");
        LocalEtl.onCallingThread()
                .table(frame.build())
                .write(file.toString(), ParquetFormat.withDefaults().withRowsPerGroup(2));
        return file;
    }

    private static EtlResult read(SourceSchema schema, Path path) {
        return LocalEtl.onCallingThread()
                .read(
                        ParquetSource.of(schema, path.toString()),
                        Expectations.over(schema.schema())
                                .quarantine("quantity is positive", Checks.positive("quantity"))
                                .build());
    }

    @Test
    void findsColumnsByNameAndParsesTextsByTheDeclaredFormats() {
        write(new Object[] {"2011-12-09", 3.0, "a"}, new Object[] {"NA", -999.0, "na"}, new Object[] {
            "01/02/2011", 5.0, " b "
        });

        Frame rows = read(DECLARED, folder).clean().frame();

        assertThat(rows.row(0)).hasToString("{sku='A', quantity=3, day=2011-12-09}");
        assertThat(rows.row(1)).hasToString("{sku='NA', quantity=missing, day=missing}");
        assertThat(rows.row(2)).hasToString("{sku='B', quantity=5, day=2011-02-01}");
    }

    @Test
    void quarantinesACellWithTheNumberOfItsRowAndItsReason() {
        Path file = write(
                new Object[] {"2011-12-09", 3.0, "a"},
                new Object[] {"2011-12-09", 4.0, "b"},
                new Object[] {"soon", 2.5, "c"},
                new Object[] {"2011-12-09", -1.0, "d"});

        Frame quarantine = read(DECLARED, file).quarantine();

        assertThat(quarantine.size()).isEqualTo(3);
        assertThat(quarantine.row(0).toString())
                .contains("line=3, reason=1, column='quantity', rule='quantity: not a whole number', value='2.5'")
                .contains("raw='{\"sku\":\"c\",\"quantity\":2.5,\"day\":\"soon\"}'");
        assertThat(quarantine.row(1).toString()).contains("line=3, reason=2", "rule='day: not a date', value='soon'");
        assertThat(quarantine.row(2).toString()).contains("line=4", "rule='quantity is positive', value='-1'");
    }

    @Test
    void refusesAFileThatIsNoneOrWasCutOff() throws IOException {
        Path file = write(new Object[] {"2011-12-09", 3.0, "a"}, new Object[] {"2011-12-09", 3.0, "a"});
        byte[] whole = Files.readAllBytes(file);

        for (byte[] bytes :
                new byte[][] {{}, "sku,qty\na,1\n".getBytes(UTF_8), Arrays.copyOf(whole, whole.length - 9)}) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> read(DECLARED, file))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageStartingWith(file + " is not a Parquet file, or was cut off");
        }
    }

    @Test
    void namesTheColumnThatIsNotThere() {
        Path file = write(new Object[] {"2011-12-09", 3.0, "a"}, new Object[] {"2011-12-09", 3.0, "a"});
        SourceSchema other = SourceSchema.of(SourceColumn.text("sku"), SourceColumn.integer("quantity"))
                .ignoringUnknownColumns();

        assertThatThrownBy(() -> read(other, file))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("lacks column 'quantity' (looked for [quantity])")
                .hasMessageContaining("it reads [when, qty, sku]");
    }
}
