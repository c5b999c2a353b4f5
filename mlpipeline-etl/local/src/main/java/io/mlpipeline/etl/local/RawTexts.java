package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Gives rows their raw text by reading them once more. Which rows repeat others is known only after all are read; to hold the text
 * of every row until then would take more memory than the rows.
 */
final class RawTexts {
    private RawTexts() {}

    /** Opens the same rows again. */
    @FunctionalInterface
    interface Opening {
        SourceRows open() throws IOException;
    }

    /** Sets the text of some rows. */
    static void restore(BitSet wanted, ReadRows rows) {
        RowBuffer buffer = RowBuffer.of(rows.values().schema());
        List<Violation> ignored = new ArrayList<>();
        try (SourceRows again = rows.again().open()) {
            for (int row = 0; row < wanted.length(); row++) {
                if (!again.next(buffer, ignored) || (wanted.get(row) && again.line() != rows.line(row))) {
                    throw changed(rows.file());
                }
                if (wanted.get(row)) {
                    rows.setRaw(row, again.raw());
                }
                ignored.clear();
            }
        } catch (IOException e) {
            throw new InvalidDataException(rows.file() + " cannot be read (" + InputFiles.reason(e) + ")", e);
        }
    }

    private static InvalidDataException changed(String file) {
        return new InvalidDataException(file + " was changed while it was read. Read files that are complete");
    }
}
