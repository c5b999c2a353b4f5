package io.mlpipeline.models.core.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that a reader sees either as they were before or as they are after. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file aside, onto the disk, then in place of any older one in one step.
     *
     * @param what the file's name in messages, such as {@code Bundle}
     * @param file where to; its folder must exist
     * @param bytes the content
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(String what, Path file, byte[] bytes) {
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
            throw new UncheckedIOException(what + " " + file + " cannot be written: " + e, e);
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
