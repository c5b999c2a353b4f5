package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Severity;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The layout of rows between reading and cleaning: the typed values, then where the row came from, what is wrong with it and
 * what becomes of it. A row with a fault stands for a file that cannot be read on.
 */
final class ReadRows {
    static final String ORDER = "#order";
    static final String FILE = "#file";
    static final String LINE = "#line";
    static final String RAW = "#raw";
    static final String VIOLATIONS = "#violations";
    static final String FATE = "#fate";
    static final String FAULT = "#fault";
    static final String KEY = "#key";
    static final String KEPT = "KEPT";

    /** Where a row came from and what is wrong with it. */
    static final List<String> REASONS = List.of(FILE, LINE, RAW, VIOLATIONS, KEY);

    private static final int EXTRA_COLUMNS = 8;

    private final Expectations expectations;
    private final int base;
    private final RowView view;

    ReadRows(Expectations expectations) {
        this.expectations = expectations;
        this.base = expectations.schema().size();
        this.view = new RowView(expectations.schema());
    }

    static StructType struct(Schema schema) {
        StructType violation = new StructType()
                .add("column", DataTypes.StringType)
                .add("rule", DataTypes.StringType)
                .add("value", DataTypes.StringType);
        return PhysicalRows.struct(schema)
                .add(ORDER, DataTypes.IntegerType)
                .add(FILE, DataTypes.StringType)
                .add(LINE, DataTypes.LongType)
                .add(RAW, DataTypes.StringType)
                .add(VIOLATIONS, DataTypes.createArrayType(violation))
                .add(FATE, DataTypes.StringType)
                .add(FAULT, DataTypes.StringType)
                .add(KEY, DataTypes.StringType);
    }

    /** A row as read. */
    org.apache.spark.sql.Row of(Row row, int order, String file, long line, String raw, List<Violation> violations) {
        @Nullable Object[] values = new Object[base + EXTRA_COLUMNS];
        PhysicalRows.copy(row, values);
        values[base] = order;
        values[base + 1] = file;
        values[base + 2] = line;
        values[base + 3] = raw;
        judge(values, row, violations);
        return RowFactory.create(values);
    }

    /** The same row with more violations. */
    org.apache.spark.sql.Row with(org.apache.spark.sql.Row row, List<Violation> added) {
        List<Violation> violations = violations(row);
        violations.addAll(added);
        @Nullable Object[] values = new Object[row.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        judge(values, view.on(row), violations);
        return RowFactory.create(values);
    }

    private void judge(@Nullable Object[] values, Row row, List<Violation> violations) {
        if (violations.isEmpty()) {
            values[base + 5] = KEPT;
            return;
        }
        List<Violation> ordered = expectations.inOrder(violations);
        values[base + 4] = CollectionConverters.asScala(ordered.stream()
                        .map(each -> RowFactory.create(each.column(), each.rule(), each.value()))
                        .toList())
                .toSeq();
        values[base + 5] = fate(ordered);
        values[base + 7] = expectations.keyOf(row);
    }

    private String fate(List<Violation> ordered) {
        Severity severity = expectations.severityOf(ordered.get(0));
        return severity == Severity.WARN ? KEPT : severity.name();
    }

    /** A row that stands for a file that cannot be read on. */
    org.apache.spark.sql.Row fault(InputPart part, String file, String message) {
        @Nullable Object[] values = new Object[base + EXTRA_COLUMNS];
        values[base] = part.file();
        values[base + 1] = file;
        values[base + 2] = part.part().line();
        values[base + 3] = "";
        values[base + 5] = Severity.FAIL.name();
        values[base + 6] = message;
        return RowFactory.create(values);
    }

    boolean isFault(org.apache.spark.sql.Row row) {
        return !row.isNullAt(base + 6);
    }

    List<Violation> violations(org.apache.spark.sql.Row row) {
        return violations(row, base + 4);
    }

    /** Whether a row that begins with the {@link #REASONS} breaks no rule. */
    static boolean isGood(org.apache.spark.sql.Row row) {
        return row.isNullAt(3) || row.getList(3).isEmpty();
    }

    /** What is wrong with a row that begins with the {@link #REASONS}. */
    static QuarantinedRow reasons(org.apache.spark.sql.Row row) {
        return new QuarantinedRow(
                row.getString(0), row.getLong(1), row.getString(4), row.getString(2), violations(row, 3));
    }

    private static List<Violation> violations(org.apache.spark.sql.Row row, int position) {
        List<Violation> violations = new ArrayList<>();
        if (row.isNullAt(position)) {
            return violations;
        }
        for (org.apache.spark.sql.Row each : row.<org.apache.spark.sql.Row>getList(position)) {
            violations.add(new Violation(each.getString(0), each.getString(1), each.getString(2)));
        }
        return violations;
    }
}
