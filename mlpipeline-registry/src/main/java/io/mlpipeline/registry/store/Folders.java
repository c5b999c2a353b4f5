package io.mlpipeline.registry.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders that are there, also after a power cut. */
final class Folders {
    private Folders() {}

    /** Makes a folder and its parents if they are missing, and checks that it can be used. */
    static void make(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StoreException(
                    folder + " is not a folder; give the path of a folder, or of none to have it made");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot make the folder " + folder + ": " + e + ". Check the path and the rights.", e);
        }
        if (!Files.isWritable(folder) || !Files.isReadable(folder)) {
            throw new StoreException(
                    "The folder " + folder + " cannot be read and written by this process; check its rights");
        }
    }

    /** Forces a folder's entries to disk: without it a renamed file may be gone after a power cut. */
    static void force(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } // Elsewhere a folder cannot be opened, and a rename is written through by the file system's own journal.
    }
}
