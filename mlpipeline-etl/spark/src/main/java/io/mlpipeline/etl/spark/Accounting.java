package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QualityTally;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Counts what became of the rows of one partition. */
final class Accounting implements MapPartitionsFunction<Row, QualityTally> {
    private static final long serialVersionUID = 1L;

    private final Expectations expectations;

    private Accounting(Expectations expectations) {
        this.expectations = expectations;
    }

    /** Counts all rows; throws an {@link InvalidDataException} if a file could not be read, in the words of the first. */
    static QualityReport of(Dataset<Row> rows, Expectations expectations) {
        requireNoFault(rows);
        QualityTally total = new QualityTally(expectations);
        rows.mapPartitions(new Accounting(expectations), Encoders.javaSerialization(QualityTally.class))
                .collectAsList()
                .forEach(total::merge);
        return total.report();
    }

    private static void requireNoFault(Dataset<Row> rows) {
        List<Row> faults = rows.where(PhysicalRows.named(ReadRows.FAULT).isNotNull())
                .orderBy(PhysicalRows.named(ReadRows.ORDER))
                .select(PhysicalRows.named(ReadRows.FAULT))
                .collectAsList();
        if (!faults.isEmpty()) {
            String others = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more files at fault)";
            throw new InvalidDataException(faults.get(0).getString(0) + others);
        }
    }

    @Override
    public Iterator<QualityTally> call(Iterator<Row> rows) {
        QualityTally tally = new QualityTally(expectations);
        ReadRows layout = new ReadRows(expectations);
        while (rows.hasNext()) {
            Row row = rows.next();
            if (layout.isGood(row)) {
                tally.addGood();
            } else {
                tally.add(layout.quarantined(row));
            }
        }
        return List.of(tally).iterator();
    }
}
