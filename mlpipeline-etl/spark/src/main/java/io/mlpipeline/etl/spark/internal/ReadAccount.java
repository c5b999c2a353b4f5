package io.mlpipeline.etl.spark.internal;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityTally;
import java.io.Serializable;
import java.util.TreeMap;

/** What became of the rows of a part of the input, and the files that could not be read to their end. Public, because Spark's generated code names it. */
public final class ReadAccount implements Serializable {
    private static final long serialVersionUID = 1L;

    private final QualityTally tally;
    private final TreeMap<Integer, Fault> faults = new TreeMap<>();

    /** Why a file could not be read on from a line. */
    private record Fault(long line, String message) implements Serializable {
        Fault first(Fault other) {
            return other.line < line ? other : this;
        }
    }

    /**
     * Creates an empty account.
     *
     * @param expectations the rules
     */
    public ReadAccount(Expectations expectations) {
        this.tally = new QualityTally(expectations);
    }

    /** {@return the counts of rows, which grow with further rows} */
    public QualityTally tally() {
        return tally;
    }

    /**
     * Notes a file that could not be read on.
     *
     * @param file the number of the file
     * @param line from where on
     * @param message why
     */
    public void addFault(int file, long line, String message) {
        faults.merge(file, new Fault(line, message), Fault::first);
    }

    /**
     * Adds the counts of another part.
     *
     * @param other the other account, left as it is
     */
    public void merge(ReadAccount other) {
        tally.merge(other.tally);
        other.faults.forEach((file, fault) -> faults.merge(file, fault, Fault::first));
    }

    /**
     * Refuses input that could not be read to its end.
     *
     * @throws InvalidDataException in the words of the first file, if there is one
     */
    public void requireNoFault() {
        if (!faults.isEmpty()) {
            int more = faults.size() - 1;
            String others = more == 0 ? "" : " (and " + more + " more files at fault)";
            throw new InvalidDataException(faults.firstEntry().getValue().message() + others);
        }
    }
}
