package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.store.group.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Something to take in once: a file, in most cases. */
public interface Input {
    /**
     * What tells this input from the group's others.
     *
     * @return a name
     */
    String name();

    /**
     * What the input holds.
     *
     * @return SHA-256 of its bytes as lower-case hex
     */
    String sha256();

    /**
     * Reads the input.
     *
     * @return its rows, clean
     */
    Frame rows();

    /**
     * A file, named by its file name.
     *
     * @param file the file
     * @param reader gives its rows, for instance those that an engine kept
     * @return the input
     */
    static Input file(Path file, Function<Path, Frame> reader) {
        return new Input() {
            @Override
            public String name() {
                return String.valueOf(file.getFileName());
            }

            @Override
            public String sha256() {
                try {
                    return Sha256.of(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException("Cannot read " + file + "; maybe it was moved", e);
                }
            }

            @Override
            public Frame rows() {
                return reader.apply(file);
            }

            @Override
            public String toString() {
                return file.toString();
            }
        };
    }
}
