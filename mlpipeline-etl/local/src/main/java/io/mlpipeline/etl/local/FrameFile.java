package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.source.FrameFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a file aside and then puts it in its place, so that a reader sees all of it or nothing. */
final class FrameFile {
    private FrameFile() {}

    static void write(Frame rows, String file, FrameFormat format) {
        Path target = Path.of(file).toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is a folder. Name the file to write");
        }
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            makeFolder(target.getParent());
            try {
                writeTo(aside, rows, format);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write " + file + " (" + InputFiles.reason(e) + "). Choose a file that can be written", e);
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) { // asked first: the call refuses a link to a folder
            Files.createDirectories(folder);
        }
    }

    private static void writeTo(Path file, Frame rows, FrameFormat format) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            format.write(rows, bytes);
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }
}
