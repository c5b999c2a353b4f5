package io.mlpipeline.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("item")
            .date("day")
            .number("price")
            .integer("units")
            .build();

    private static Frame frame(int rows) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < rows; i++) {
            row.clear().set("day", LocalDate.EPOCH.plusDays(i)).set("units", i);
            frame.add(i % 2 == 0 ? row.set("item", "I" + i).set("price", i / 4.0) : row);
        }
        return frame.build();
    }

    @Test
    void keepsValuesAndGaps() {
        Frame frame = frame(100);

        assertThat(frame.size()).isEqualTo(100);
        assertThat(frame.row(42).text(0)).isEqualTo("I42");
        assertThat(frame.row(42).number(2)).isEqualTo(10.5);
        assertThat(frame.row(43).isMissing(0)).isTrue();
        assertThat(frame.row(43).number(2)).isNaN();
        assertThat(frame.row(43).integer(1)).isEqualTo(43);
        assertThat(frame.row(43).number(3)).isEqualTo(43);
    }

    @Test
    void takesFiltersAndSelects() {
        Frame frame = frame(10).where(row -> row >= 4).take(new int[] {5, 0}).select(List.of("units", "item"));

        assertThat(frame.schema().names()).containsExactly("item", "units");
        assertThat(frame.numbers("units")).containsExactly(9, 4);
    }

    @Test
    void doesNotChangeWhenItsBuilderGoesOn() {
        Frame.Builder builder = Frame.builder(SCHEMA).add(frame(1).row(0));
        Frame one = builder.build();
        builder.add(frame(1).row(0));

        assertThat(one.size()).isEqualTo(1);
        assertThat(builder.build().size()).isEqualTo(2);
    }

    @Test
    void refusesOtherSchemasTypesAndRows() {
        Frame frame = frame(2);
        Row other = RowBuffer.of(Schema.builder().text("x").build());

        assertThatThrownBy(() -> Frame.builder(SCHEMA).add(other)).hasMessageContaining("x:TEXT");
        assertThatThrownBy(() -> frame.numbers("item")).hasMessageContaining("'item' holds TEXT");
        assertThatThrownBy(() -> frame.numbers("prize"))
                .hasMessageContaining("No column 'prize'; the columns are [item");
        assertThatThrownBy(() -> frame.row(2)).hasMessageContaining("Row 2 of a frame with 2 rows");
        assertThatThrownBy(() -> frame.row(1).text(0)).hasMessageContaining("'item' is missing");
    }

    @Test
    void checksNamesOfASchema() {
        assertThatThrownBy(() -> Schema.builder().text("a").number("a")).hasMessageContaining("'a' is given twice");
        assertThatThrownBy(() -> Schema.builder().build()).hasMessageContaining("at least one column");
        assertThatThrownBy(() -> Schema.builder().text(" ")).hasMessageContaining("needs a name");
    }

    @Test
    void setsByNameOnlyWhatFits() {
        RowBuffer row = RowBuffer.of(SCHEMA);

        assertThatThrownBy(() -> row.set("item", 1)).hasMessageContaining("'item' holds TEXT, not a double");
        assertThatThrownBy(() -> row.set("units", 1.5)).hasMessageContaining("'units' holds INTEGER");
        assertThatThrownBy(() -> row.set("price", "1")).hasMessageContaining("'price' holds NUMBER, not text");
        assertThatThrownBy(() -> row.set("day", true)).hasMessageContaining("'day' holds DATE, not a boolean");
    }

    @Test
    void printsARowAsPeopleReadIt() {
        assertThat(frame(1).row(0)).hasToString("{item='I0', day=1970-01-01, price=0.0, units=0}");
        assertThat(RowBuffer.of(SCHEMA)).hasToString("{item=missing, day=missing, price=missing, units=missing}");
    }
}
