package io.mlpipeline.testkit.store;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import org.jspecify.annotations.Nullable;

/** Collects rows that are given as plain values, null where missing. */
final class Rows {
    private final Frame.Builder frame;
    private final RowBuffer row;

    Rows(Schema schema) {
        this.frame = Frame.builder(schema);
        this.row = RowBuffer.of(schema);
    }

    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value instanceof Long each) {
                row.setInteger(i, each);
            } else if (value instanceof Double each) {
                row.setNumber(i, each);
            } else if (value instanceof String each) {
                row.setText(i, each);
            } else {
                row.setMissing(i);
            }
        }
        frame.add(row);
    }

    Frame frame() {
        return frame.build();
    }
}
