package io.mlpipeline.etl.local;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts files into pieces and reads them. Immutable. */
final class FileReading {
    private final SourceReader reader;
    private final FileSource source;
    private final Expectations expectations;
    private final long piece;

    /**
     * Prepares to read.
     *
     * @param piece how many bytes a piece should have, about
     */
    FileReading(SourceReader reader, FileSource source, Expectations expectations, long piece) {
        this.reader = reader;
        this.source = source;
        this.expectations = expectations;
        this.piece = piece;
    }

    /** A part of a file. */
    record Piece(LocalFile file, FilePart part) {}

    /** The rows of a piece, or why there are none. A fault ends no run, so that the other files at fault can be counted. */
    record Outcome(Optional<ReadRows> rows, Optional<InvalidDataException> fault) {}

    /** All pieces in the order of files and lines; each file is one where only one thread works. */
    List<Piece> pieces(List<Path> files, Workers workers) {
        List<List<Piece>> byFile = workers.run(files.size(), file -> {
            LocalFile one = new LocalFile(files.get(file));
            return parts(one, workers.areMany()).stream()
                    .map(part -> new Piece(one, part))
                    .toList();
        });
        return byFile.stream().flatMap(List::stream).toList();
    }

    private List<FilePart> parts(LocalFile file, boolean areMany) {
        try {
            return areMany ? reader.parts(file, source, piece) : List.of(FilePart.WHOLE);
        } catch (IOException e) {
            return List.of(FilePart.WHOLE); // reading it says why
        }
    }

    Outcome read(Piece piece) {
        String name = piece.file().name();
        try (SourceRows rows = reader.open(piece.file(), piece.part(), source)) {
            return new Outcome(
                    Optional.of(PartReading.read(
                            name, rows, expectations, () -> reader.open(piece.file(), piece.part(), source))),
                    Optional.empty());
        } catch (IOException e) {
            InvalidDataException fault =
                    new InvalidDataException(name + " cannot be read (" + InputFiles.reason(e) + ")", e);
            return new Outcome(Optional.empty(), Optional.of(fault));
        } catch (InvalidDataException e) {
            return new Outcome(Optional.empty(), Optional.of(e));
        }
    }

    /** What is wrong with each file at fault, in the words of its first piece that is. */
    static List<InvalidDataException> firstFaults(List<Piece> pieces, List<Outcome> outcomes) {
        List<InvalidDataException> faults = new ArrayList<>();
        LocalFile last = null;
        for (int i = 0; i < pieces.size(); i++) {
            Optional<InvalidDataException> fault = outcomes.get(i).fault();
            if (fault.isPresent() && pieces.get(i).file() != last) {
                faults.add(fault.get());
                last = pieces.get(i).file();
            }
        }
        return faults;
    }
}
