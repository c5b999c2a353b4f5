package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.series.KeyGroups;
import java.util.List;

/** Values of one column by group: all in one array, those of a group side by side, without a box or a list. */
final class GroupedValues {
    private final Frame rows;
    private final double[] values;
    private final int[] begins;
    private final int[] firsts;

    private GroupedValues(Frame rows, double[] values, int[] begins, int[] firsts) {
        this.rows = rows;
        this.values = values;
        this.begins = begins;
        this.firsts = firsts;
    }

    /** Groups the values of the last column by others. */
    static GroupedValues of(Frame rows, List<String> columns) {
        int[] groups = KeyGroups.of(rows, columns, row -> true);
        int count = 0;
        for (int group : groups) {
            count = Math.max(count, group + 1);
        }
        int[] begins = new int[count + 1];
        for (int group : groups) {
            begins[group + 1]++;
        }
        for (int group = 0; group < count; group++) {
            begins[group + 1] += begins[group];
        }
        int[] next = begins.clone();
        int[] firsts = new int[count];
        double[] values = new double[groups.length];
        int column = rows.schema().size() - 1;
        Frame.Cursor row = rows.cursor();
        for (int i = 0; i < groups.length; i++) {
            int group = groups[i];
            if (next[group] == begins[group]) {
                firsts[group] = i;
            }
            values[next[group]++] = row.moveTo(i).number(column);
        }
        return new GroupedValues(rows, values, begins, firsts);
    }

    int groups() {
        return firsts.length;
    }

    /** The values of all groups; those of one may be reordered among themselves. */
    double[] values() {
        return values;
    }

    /** Where a group begins; the group after the last begins at the end. */
    int begin(int group) {
        return begins[group];
    }

    /** A row of a group. */
    Row row(int group) {
        return rows.cursor().moveTo(firsts[group]);
    }
}
