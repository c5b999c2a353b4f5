package io.mlpipeline.etl.features.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {
    private static final Schema SCHEMA =
            Schema.builder().text("text").number("real").date("day").build();
    private static final List<String> ALL = SCHEMA.names();

    private static Frame rows(List<List<Object>> values) {
        Frame.Builder rows = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (List<Object> each : values) {
            row.clear().setNumber(1, (double) each.get(1)).setInteger(2, (long) each.get(2));
            rows.add(each.get(0).equals("missing") ? row : row.setText(0, (String) each.get(0)));
        }
        return rows.build();
    }

    @Test
    void keepsKeysOfOneHashApartAndMissingApartFromEmptyAndTheZerosTogether() {
        Frame rows = rows(List.of(
                List.of("Aa", 0.0, 1L), // "Aa" and "BB" have one hash code
                List.of("BB", 0.0, 1L),
                List.of("Aa", 0.0, 1L),
                List.of("Aa", -0.0, 1L),
                List.of("missing", Double.NaN, 1L),
                List.of("", Double.NaN, 1L),
                List.of("missing", Double.NaN, 1L)));
        assertThat(KeyGroups.of(rows, ALL, row -> true)).containsExactly(0, 1, 0, 0, 2, 3, 2);
        assertThat(KeyGroups.of(rows, List.of("day"), row -> row != 2)).containsExactly(0, 0, -1, 0, 0, 0, 0);
    }

    @Test
    void groupsAsAListOfKeysWould() {
        Random random = new Random(3);
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            values.add(List.of("t" + random.nextInt(20), (double) random.nextInt(20), (long) random.nextInt(20)));
        }
        List<List<Object>> distinct = values.stream().distinct().toList();
        assertThat(distinct).hasSizeGreaterThan(5_000);
        assertThat(KeyGroups.of(rows(values), ALL, row -> true))
                .containsExactly(values.stream().mapToInt(distinct::indexOf).toArray());
    }
}
