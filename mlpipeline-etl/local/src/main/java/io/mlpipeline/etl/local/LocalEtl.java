package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.JdbcSource;
import io.mlpipeline.etl.features.source.Source;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Reads, checks and reshapes data in the memory of one machine, without Spark: the engine for data that fits there.
 *
 * <p>It reads the same sources, applies the same expectations and gives the same results as the Spark engine, so that code
 * moves from one to the other by its imports and the line that makes the engine. It starts no thread; work runs on the
 * calling thread and on those that the host gives. Safe for use by many threads.
 */
public final class LocalEtl {
    /** Large enough that a piece is worth a thread, small enough that the last ones end at about the same time. */
    private static final long PIECE = 8L << 20;

    private final Workers workers;
    private final long piece;

    private LocalEtl(Workers workers, long piece) {
        this.workers = workers;
        this.piece = piece;
    }

    /**
     * Works on the calling thread alone.
     *
     * @return an engine
     */
    public static LocalEtl onCallingThread() {
        return new LocalEtl(new Workers(Runnable::run, 1), PIECE);
    }

    /**
     * Works on the calling thread and on threads of the host.
     *
     * @param executor runs parts of the work, and stays the host's; if it is busy or refuses, the calling thread does more
     * @param parallelism how many threads may work at once, the calling one included; results do not depend on it
     * @return an engine
     * @throws IllegalArgumentException if the parallelism is below 1
     */
    public static LocalEtl on(Executor executor, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("The parallelism is at least 1, got " + parallelism);
        }
        return new LocalEtl(new Workers(executor, parallelism), PIECE);
    }

    /** An engine that cuts files into pieces of other bytes, so that a test need not write large ones. */
    LocalEtl cuttingFilesBy(long bytes) {
        return new LocalEtl(workers, bytes);
    }

    /**
     * Reads a source, large files in parts at the same time, and accounts for every row.
     *
     * @param source where the files are and what they look like; paths of this machine's file systems or {@code file:} URIs
     * @param expectations what their rows must look like, over the source's schema
     * @return the rows and the account
     * @throws InvalidDataException if there is no file, one cannot be read to its end, a header does not fit, or the rows are
     *     not good enough to go on with; the message names the file, the line and the fix
     * @throws IllegalArgumentException if the expectations are over another schema
     * @throws IllegalStateException if nothing on the class path reads such a source; the message names the module to add
     */
    public EtlResult read(Source source, Expectations expectations) {
        Schema schema = source.schema().schema();
        if (!expectations.schema().equals(schema)) {
            throw new IllegalArgumentException("The expectations are over " + expectations.schema()
                    + ", the source has " + schema + "; make them with Expectations.over(source.schema().schema())");
        }
        List<ReadRows> read = source instanceof FileSource files
                ? read(files, expectations)
                : read((JdbcSource) source, expectations);
        return new Accounting(expectations, read).result(workers);
    }

    private List<ReadRows> read(FileSource source, Expectations expectations) {
        FileReading reading = new FileReading(SourceReader.of(source), source, expectations, piece);
        List<FileReading.Piece> pieces = reading.pieces(InputFiles.find(source), workers);
        List<FileReading.Outcome> outcomes = workers.run(pieces.size(), piece -> reading.read(pieces.get(piece)));
        requireNone(FileReading.firstFaults(pieces, outcomes));
        return outcomes.stream().flatMap(each -> each.rows().stream()).toList();
    }

    private static List<ReadRows> read(JdbcSource source, Expectations expectations) {
        try (SourceRows rows = source.open()) {
            return List.of(PartReading.keepingTexts(source.name(), rows, expectations));
        } catch (IOException e) {
            throw new InvalidDataException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireNone(List<InvalidDataException> faults) {
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        if (faults.size() > 1) {
            InvalidDataException first = faults.get(0);
            throw new InvalidDataException(
                    first.getMessage() + " (and " + (faults.size() - 1) + " more files at fault)", first);
        }
    }

    /**
     * Takes rows that the host has in memory already.
     *
     * @param rows any frame
     * @return a table of them
     */
    public LocalTable table(Frame rows) {
        return new LocalTable(rows, workers);
    }
}
