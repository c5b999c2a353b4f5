package io.mlpipeline.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMapperTest {
    enum Channel {
        SHOP,
        WEB
    }

    record Sale(
            String item,
            LocalDate day,
            Instant at,
            int units,
            @Nullable Long customer,
            double price,
            float weight,
            boolean promo,
            Channel channel) {}

    private static final Sale SALE = new Sale(
            "A1",
            LocalDate.of(2026, 2, 28),
            Instant.parse("2026-02-28T10:15:30.123456Z"),
            3,
            null,
            2.55,
            1.5f,
            true,
            Channel.WEB);

    @Test
    void carriesARecordThereAndBack() {
        Frame frame = Frame.of(Sale.class, List.of(SALE, SALE));

        assertThat(frame.size()).isEqualTo(2);
        assertThat(RecordMapper.of(Sale.class).write(frame.row(1))).isEqualTo(SALE);
    }

    @Test
    void namesAndTypesColumnsAfterComponents() {
        assertThat(RecordMapper.of(Sale.class).schema())
                .isEqualTo(Schema.builder()
                        .text("item")
                        .date("day")
                        .timestamp("at")
                        .integer("units")
                        .integer("customer")
                        .number("price")
                        .number("weight")
                        .bool("promo")
                        .text("channel")
                        .build());
    }

    record Priced(BigDecimal price) {}

    @Test
    void namesAComponentThatMapsToNoColumn() {
        assertThatThrownBy(() -> RecordMapper.of(Priced.class))
                .hasMessageContaining("'price'")
                .hasMessageContaining("BigDecimal")
                .hasMessageContaining("Use double");
    }

    record Count(int units) {}

    @Test
    void refusesAMissingValueForAPrimitive() {
        RecordMapper<Count> mapper = RecordMapper.of(Count.class);

        assertThatThrownBy(() -> mapper.write(RowBuffer.of(mapper.schema())))
                .hasMessageContaining("'units' is missing")
                .hasMessageContaining("Use its box");
    }
}
