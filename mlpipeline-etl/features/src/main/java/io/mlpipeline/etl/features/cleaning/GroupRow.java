package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;

/** A view of a row as the columns that make its group, and one value. Moves from row to row. */
final class GroupRow implements Row {
    private final Schema schema;
    private final int[] positions;
    private Row row;

    GroupRow(Schema schema, Schema layout, LearnedStep step) {
        this.schema = schema;
        this.positions = new int[schema.size()];
        for (int i = 0; i < step.by().size(); i++) {
            positions[i] = layout.indexOf(step.by().get(i));
        }
        positions[schema.size() - 1] = layout.indexOf(step.column());
        this.row = this;
    }

    /** Looks at a row; false if it has no finite value. */
    boolean read(Row other) {
        row = other;
        return Math.abs(other.number(positions[positions.length - 1])) <= ColumnFit.LARGEST;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public boolean isMissing(int column) {
        return row.isMissing(positions[column]);
    }

    @Override
    public double number(int column) {
        return row.number(positions[column]);
    }

    @Override
    public long integer(int column) {
        return row.integer(positions[column]);
    }

    @Override
    public String text(int column) {
        return row.text(positions[column]);
    }
}
