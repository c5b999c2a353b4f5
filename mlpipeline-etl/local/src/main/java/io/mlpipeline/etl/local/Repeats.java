package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.RepeatScan;
import io.mlpipeline.etl.features.quality.UniqueRule;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.series.KeyGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ObjIntConsumer;

/** Finds the rows that repeat another one, by one rule. */
final class Repeats {
    private final UniqueRule rule;
    private final Frame rows;
    private final int[] groups;

    /**
     * Groups the rows.
     *
     * @param isCompared whether a row takes part, by its number
     */
    Repeats(UniqueRule rule, Frame rows, IntPredicate isCompared) {
        this.rule = rule;
        this.rows = rows;
        this.groups = KeyGroups.of(rows, rule.columns(), isCompared);
    }

    /** Hands over each repeated row's number with what is wrong with it. */
    void forEach(ObjIntConsumer<List<Violation>> consumer) {
        int[] kept = new int[Arrays.stream(groups).max().orElse(KeyGroups.NONE) + 1];
        Arrays.fill(kept, KeyGroups.NONE);
        RepeatScan scan = rule.scan(rows.schema());
        Frame.Cursor cursor = rows.cursor();
        for (int i = 0; i < groups.length; i++) {
            int row = rule.keepsLast() ? groups.length - 1 - i : i;
            int group = groups[row];
            if (group != KeyGroups.NONE && kept[group] == KeyGroups.NONE) {
                kept[group] = row;
            } else if (group != KeyGroups.NONE) {
                // The scan sees the row to keep and then its repetition, and says what both engines say.
                scan.check(cursor.moveTo(kept[group]), new ArrayList<>());
                List<Violation> found = new ArrayList<>(1);
                scan.check(cursor.moveTo(row), found);
                consumer.accept(found, row);
            }
        }
    }
}
