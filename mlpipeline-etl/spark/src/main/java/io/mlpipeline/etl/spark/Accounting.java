package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.TableTally;
import io.mlpipeline.etl.spark.internal.ReadAccount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Counts what became of the rows of one partition, all in one pass. */
final class Accounting implements MapPartitionsFunction<Row, ReadAccount> {
    private static final long serialVersionUID = 1L;

    /** What is looked at beside the {@linkplain ReadRows#REASONS reasons}, which come first; the row's values may follow. */
    private static final List<String> FATES = List.of(ReadRows.FATE, ReadRows.FAULT, ReadRows.ORDER);

    private static final int FATE = ReadRows.REASONS.size();

    private final Expectations expectations;

    private Accounting(Expectations expectations) {
        this.expectations = expectations;
    }

    /** Counts all rows; throws an {@link InvalidDataException} if a file could not be read, in the words of the first. */
    static QualityReport of(HeldRows rows, Expectations expectations) {
        List<String> columns = new ArrayList<>(ReadRows.REASONS);
        columns.addAll(FATES);
        if (!expectations.tableRules().isEmpty()) {
            columns.addAll(expectations.schema().names());
        }
        Dataset<ReadAccount> parts = rows.columns(columns)
                .mapPartitions(new Accounting(expectations), Encoders.javaSerialization(ReadAccount.class));
        ReadAccount total = new ReadAccount(expectations);
        Jobs.run(parts::collectAsList).forEach(total::merge);
        total.requireNoFault();
        return total.tally().report();
    }

    @Override
    public Iterator<ReadAccount> call(Iterator<Row> rows) {
        ReadAccount account = new ReadAccount(expectations);
        TableTally.Counter counter = account.tally().table().counter(expectations);
        boolean isTableCounted = !expectations.tableRules().isEmpty();
        RowView view = new RowView(expectations.schema(), FATE + FATES.size());
        rows.forEachRemaining(row -> {
            add(row, account);
            if (isTableCounted && ReadRows.KEPT.equals(row.getString(FATE))) {
                counter.add(view.on(row));
            }
        });
        return List.of(account).iterator();
    }

    private static void add(Row row, ReadAccount account) {
        if (!row.isNullAt(FATE + 1)) {
            account.addFault(row.getInt(FATE + 2), row.getLong(1), row.getString(FATE + 1));
        } else if (ReadRows.isGood(row)) {
            account.tally().addGood(1);
        } else {
            account.tally().add(ReadRows.reasons(row));
        }
    }
}
