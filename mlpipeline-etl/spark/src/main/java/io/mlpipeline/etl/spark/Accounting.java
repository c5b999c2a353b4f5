package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QualityTally;
import io.mlpipeline.etl.features.quality.TableTally;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Counts what became of the rows of one partition that break a rule. */
final class Accounting implements MapPartitionsFunction<Row, QualityTally> {
    private static final long serialVersionUID = 1L;

    private final Expectations expectations;

    private Accounting(Expectations expectations) {
        this.expectations = expectations;
    }

    /** Counts all rows; throws an {@link InvalidDataException} if a file could not be read, in the words of the first. */
    static QualityReport of(Dataset<Row> rows, Expectations expectations) {
        Column fault = PhysicalRows.named(ReadRows.FAULT);
        Column good = size(PhysicalRows.named(ReadRows.VIOLATIONS)).equalTo(0);
        Column order = PhysicalRows.named(ReadRows.ORDER);
        Row counts = rows.agg(
                        count_distinct(when(fault.isNotNull(), order)),
                        min_by(fault, when(fault.isNotNull(), struct(order, PhysicalRows.named(ReadRows.LINE)))),
                        count(when(good, lit(1))))
                .first();
        requireNoFault(counts);
        QualityTally total = new QualityTally(expectations);
        total.addGood(counts.getLong(2));
        rows.where(not(good))
                .select(PhysicalRows.named(ReadRows.REASONS))
                .mapPartitions(new Accounting(expectations), Encoders.javaSerialization(QualityTally.class))
                .collectAsList()
                .forEach(total::merge);
        if (!expectations.tableRules().isEmpty()) {
            Dataset<Row> kept = rows.where(PhysicalRows.named(ReadRows.FATE).equalTo(ReadRows.KEPT));
            Jobs.run(
                            kept.mapPartitions(
                                            new CountTable(expectations), Encoders.javaSerialization(TableTally.class))
                                    ::collectAsList)
                    .forEach(total.table()::merge);
        }
        return total.report();
    }

    /** Counts what the rules about all rows together need, all of them in one pass. */
    private static final class CountTable implements MapPartitionsFunction<Row, TableTally> {
        private static final long serialVersionUID = 1L;

        private final Expectations expectations;

        CountTable(Expectations expectations) {
            this.expectations = expectations;
        }

        @Override
        public Iterator<TableTally> call(Iterator<Row> rows) {
            TableTally tally = new QualityTally(expectations).table();
            TableTally.Counter counter = tally.counter(expectations);
            RowView view = new RowView(expectations.schema());
            rows.forEachRemaining(row -> counter.add(view.on(row)));
            return List.of(tally).iterator();
        }
    }

    private static void requireNoFault(Row counts) {
        long faults = counts.getLong(0);
        if (faults > 0) {
            String others = faults == 1 ? "" : " (and " + (faults - 1) + " more files at fault)";
            throw new InvalidDataException(counts.getString(1) + others);
        }
    }

    @Override
    public Iterator<QualityTally> call(Iterator<Row> rows) {
        QualityTally tally = new QualityTally(expectations);
        rows.forEachRemaining(row -> tally.add(ReadRows.reasons(row)));
        return List.of(tally).iterator();
    }
}
