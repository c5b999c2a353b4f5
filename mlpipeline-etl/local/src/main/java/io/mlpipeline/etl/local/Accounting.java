package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QualityTally;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Severity;
import io.mlpipeline.etl.features.quality.TableTally;
import io.mlpipeline.etl.features.quality.UniqueRule;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Compares the rows of all files, decides on each and counts them. Not thread-safe. */
final class Accounting {
    private final Expectations expectations;
    private final List<ReadRows> files;
    private final int[] starts;
    private final Frame rows;
    private final Frame.Cursor at;

    Accounting(Expectations expectations, List<ReadRows> files) {
        this.expectations = expectations;
        this.files = files;
        this.starts = new int[files.size()];
        for (int i = 1; i < starts.length; i++) {
            starts[i] = Math.addExact(starts[i - 1], files.get(i - 1).size());
        }
        this.rows = Frames.concat(
                expectations.schema(), files.stream().map(ReadRows::values).toList());
        this.at = rows.cursor();
    }

    /** What becomes of the rows; throws an {@link io.mlpipeline.api.error.InvalidDataException} if too few are good. */
    EtlResult result(Workers workers) {
        for (UniqueRule rule : expectations.uniqueRules()) {
            new Repeats(rule, rows, this::isCompared)
                    .forEach((found, row) -> fileOf(row).addViolations(row - startOf(row), found));
        }
        if (expectations.setsRepeatsAside()) {
            restoreTexts();
        }
        QualityTally tally = new QualityTally(expectations);
        Quarantine quarantine = new Quarantine();
        int[] kept = new int[rows.size()];
        int count = 0;
        for (int row = 0; row < kept.length; row++) {
            if (isKept(row, tally, quarantine)) {
                kept[count++] = row;
            }
        }
        Frame clean = count == rows.size() ? rows : rows.take(Arrays.copyOf(kept, count));
        if (!expectations.tableRules().isEmpty()) {
            countTable(clean, workers, tally.table());
        }
        QualityReport report = tally.report();
        expectations.judge(report);
        return new EtlResult(new LocalTable(clean, workers), quarantine.rows(), report);
    }

    /** Gives those repeated rows that are set aside the text that nobody knew they would need. */
    private void restoreTexts() {
        for (ReadRows read : files) {
            BitSet wanted = new BitSet();
            for (int row = 0; row < read.size(); row++) {
                List<Violation> violations = read.violations(row);
                if (!violations.isEmpty() && read.raw(row).isEmpty() && expectations.needsRaw(violations)) {
                    wanted.set(row);
                }
            }
            if (!wanted.isEmpty()) {
                RawTexts.restore(wanted, read);
            }
        }
    }

    /** All rules about the table in one pass over the rows that are kept. */
    private void countTable(Frame kept, Workers workers, TableTally total) {
        TrackedRows blocks = TrackedRows.of(kept);
        workers.run(blocks.blocks(), block -> {
                    TableTally part = new QualityTally(expectations).table();
                    TableTally.Counter counter = part.counter(expectations);
                    Frame.Cursor cursor = kept.cursor();
                    for (int row = blocks.begin(block); row < blocks.begin(block + 1); row++) {
                        counter.add(cursor.moveTo(row));
                    }
                    return part;
                })
                .forEach(total::merge);
    }

    private boolean isKept(int row, QualityTally tally, Quarantine quarantine) {
        ReadRows file = fileOf(row);
        int position = row - startOf(row);
        List<Violation> violations = file.violations(position);
        if (violations.isEmpty()) {
            tally.addGood(1);
            return true;
        }
        QuarantinedRow judged = new QuarantinedRow(
                file.file(),
                file.line(position),
                expectations.keyOf(at.moveTo(row)),
                file.raw(position),
                expectations.inOrder(violations));
        tally.add(judged);
        Severity severity = expectations.severityOf(judged.violations().get(0));
        if (severity == Severity.QUARANTINE) {
            quarantine.add(judged);
        }
        return severity == Severity.WARN;
    }

    /** Rows with a cell that could not be parsed are not compared: what they would have said is not known. */
    private boolean isCompared(int row) {
        List<Violation> violations = fileOf(row).violations(row - startOf(row));
        return violations.isEmpty() || violations.stream().noneMatch(expectations::isUnparsed);
    }

    private ReadRows fileOf(int row) {
        return files.get(indexOf(row));
    }

    private int startOf(int row) {
        return starts[indexOf(row)];
    }

    /** The last file that begins at or before a row; an empty file begins where the next one does. */
    private int indexOf(int row) {
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
