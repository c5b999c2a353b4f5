package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
        Path target = file.toAbsolutePath();
        // One name for each writer at a time; a leftover of a crashed one is overwritten.
        Path aside = target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + ".tmp");
        try {
            try {
                writeThrough(aside, bytes);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Bundle " + file + " cannot be written: " + e, e);
        }
    }

    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer content = ByteBuffer.wrap(bytes);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
    }
}
