package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.models.core.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles on disk. */
final class BundleFiles {
    /** Far more than any model that scores in a service; nothing larger is read into memory. */
    private static final long MOST_BYTES = 1L << 30;

    private BundleFiles() {}

    static byte[] read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new CorruptArtifactException(
                        file + " has " + size + " bytes; a bundle has at most " + MOST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Bundle " + file + " cannot be read: " + e, e);
        }
    }

    static void write(Path file, byte[] bytes) {
        WholeFile.write("Bundle", file, bytes);
    }
}
