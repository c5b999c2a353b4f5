package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.List;

/** Collects rows that are set aside, one row a reason. Not thread-safe. */
final class Quarantine {
    private static final Schema LAYOUT = Schema.builder()
            .text("file")
            .integer("line")
            .integer("reason")
            .text("column")
            .text("rule")
            .text("value")
            .text("raw")
            .text("key")
            .build();

    private final Frame.Builder rows = Frame.builder(LAYOUT);
    private final RowBuffer buffer = RowBuffer.of(LAYOUT);

    void add(QuarantinedRow row) {
        buffer.setText(0, row.file())
                .setInteger(1, row.line())
                .setText(6, row.raw())
                .setText(7, row.key());
        List<Violation> violations = row.violations();
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            rows.add(buffer.setInteger(2, i + 1)
                    .setText(3, violation.column())
                    .setText(4, violation.rule())
                    .setText(5, violation.value()));
        }
    }

    Frame rows() {
        return rows.build();
    }
}
