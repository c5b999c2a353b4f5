package io.mlpipeline.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DatasetProfilerTest {
    private static final Schema SCHEMA =
            Schema.builder().number("price").text("store").build();

    @Test
    void summarisesNumbersAndCategoriesOverMergedParts() {
        DatasetProfiler first = new DatasetProfiler(SCHEMA);
        DatasetProfiler second = new DatasetProfiler(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        first.add(row.set("price", 2).set("store", "A"));
        first.add(row.clear().set("store", "B"));
        second.add(row.clear().set("price", 4));
        second.add(row.clear().set("price", Double.POSITIVE_INFINITY).set("store", "A"));

        first.merge(second);
        DatasetProfile profile = first.build();

        NumericProfile price = (NumericProfile) profile.column("price").orElseThrow();
        CategoricalProfile store = (CategoricalProfile) profile.column("store").orElseThrow();
        assertThat(profile.rows()).isEqualTo(4);
        assertThat(price.count()).isEqualTo(2);
        assertThat(price.missing()).isEqualTo(2);
        assertThat(price.mean()).isEqualTo(3);
        assertThat(store.counts()).containsExactlyEntriesOf(new TreeMap<>(Map.of("A", 2L, "B", 1L)));
        assertThat(store.missingShare()).isEqualTo(0.25);
    }

    @Test
    void foldsRareCategoriesIntoOther() {
        CategoricalProfile.Accumulator categories = new CategoricalProfile.Accumulator();
        for (int i = 0; i < 1_500; i++) {
            categories.add("c" + i);
        }
        categories.add("c1499");

        CategoricalProfile profile = categories.build("id");

        assertThat(profile.counts()).hasSize(CategoricalProfile.MAX_CATEGORIES).containsEntry("c1499", 2L);
        assertThat(profile.other()).isEqualTo(500);
        assertThat(profile.count()).isEqualTo(1_501);
    }
}
