package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.expr.Murmur3;
import java.io.Serializable;

/** What suggestions need to know of a column beside its profile. Mergeable; not thread-safe. */
final class ColumnFacts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ColumnType type;
    private final Repetition repetition = new Repetition();
    private final TextShapes shapes = new TextShapes();
    private long present;
    private long negative;

    ColumnFacts(ColumnType type) {
        this.type = type;
    }

    void add(Row row, int column) {
        if (row.isMissing(column)) {
            return;
        }
        present++;
        switch (type) {
            case TEXT -> {
                shapes.add(row.text(column));
                repetition.add(hash(row.text(column)));
            }
            case NUMBER -> negative += row.number(column) < 0 ? 1 : 0;
            case INTEGER -> {
                negative += row.integer(column) < 0 ? 1 : 0;
                repetition.add(row.integer(column));
            }
            case DATE, TIMESTAMP -> repetition.add(row.integer(column));
            case BOOLEAN -> {}
        }
    }

    /** Two texts of one hash would count as one: a unique column may be missed, none is claimed. */
    private static long hash(String text) {
        return (long) Murmur3.of(text, 0) << 32 | Integer.toUnsignedLong(Murmur3.of(text, 1));
    }

    void merge(ColumnFacts other) {
        present += other.present;
        negative += other.negative;
        repetition.merge(other.repetition);
        shapes.merge(other.shapes);
    }

    ColumnType type() {
        return type;
    }

    long present() {
        return present;
    }

    long negative() {
        return negative;
    }

    /** Whether no value stands twice; false for types that make no key. */
    boolean isUnique() {
        return type != ColumnType.NUMBER && type != ColumnType.BOOLEAN && !repetition.isFound();
    }

    TextShapes shapes() {
        return shapes;
    }
}
