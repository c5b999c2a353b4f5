package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QualityTally;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Counts the fates of rows, and keeps the faults of files in their order. */
final class ReadTally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final QualityTally rows;
    private final TreeMap<Integer, String> faults = new TreeMap<>();

    private ReadTally(Expectations expectations) {
        this.rows = new QualityTally(expectations);
    }

    /**
     * Counts all rows in one pass.
     *
     * @throws InvalidDataException if a file could not be read, in the words of the first
     */
    static QualityReport count(Dataset<Row> rows, Expectations expectations) {
        MapPartitionsFunction<Row, ReadTally> count =
                part -> List.of(new ReadTally(expectations).add(part, new ReadRows(expectations)))
                        .iterator();
        ReadTally total = new ReadTally(expectations);
        rows.mapPartitions(count, Encoders.javaSerialization(ReadTally.class))
                .collectAsList()
                .forEach(total::merge);
        if (!total.faults.isEmpty()) {
            throw new InvalidDataException(total.faults.firstEntry().getValue()
                    + (total.faults.size() == 1 ? "" : " (and " + (total.faults.size() - 1) + " more files at fault)"));
        }
        return total.rows.report();
    }

    private ReadTally add(Iterator<Row> part, ReadRows layout) {
        while (part.hasNext()) {
            Row row = part.next();
            if (layout.isFault(row)) {
                faults.put(layout.order(row), layout.fault(row));
            } else if (layout.isFaultless(row)) {
                rows.addGood();
            } else {
                rows.add(layout.quarantined(row));
            }
        }
        return this;
    }

    private void merge(ReadTally other) {
        rows.merge(other.rows);
        faults.putAll(other.faults);
    }
}
