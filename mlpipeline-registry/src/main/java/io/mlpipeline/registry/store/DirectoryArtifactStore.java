package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.version.ArtifactId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/**
 * Artifacts at {@code sha256/ab/cdef...}, written to {@code tmp} first, forced to disk and then renamed: under its final name a
 * file is whole or not there. What a crash leaves in {@code tmp} is never looked at.
 */
final class DirectoryArtifactStore implements ArtifactStore {
    private static final int PREFIX = 2;

    private final Path folder;
    private final Path hashed;
    private final Path aside;

    private DirectoryArtifactStore(Path folder) {
        this.folder = folder;
        this.hashed = folder.resolve("sha256");
        this.aside = folder.resolve("tmp");
    }

    static DirectoryArtifactStore open(Path folder) {
        Folders.make(folder);
        DirectoryArtifactStore store = new DirectoryArtifactStore(folder);
        Folders.make(store.hashed);
        Folders.make(store.aside);
        return store;
    }

    @Override
    public ArtifactId put(byte[] content) {
        ArtifactId id = ArtifactId.of(content);
        Path drawer = drawerOf(id);
        Path target = pathOf(id);
        try {
            if (!isWhole(target, content)) {
                Folders.make(drawer);
                writeAside(content, target);
            }
            // Also for a file that was there: another writer may have been stopped between its rename and this.
            Folders.force(drawer);
            Folders.force(hashed);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot store " + id + " at " + target + ": " + e + ". Maybe the disk is full or read-only.", e);
        }
        return id;
    }

    @Override
    public byte[] read(ArtifactId id) {
        Path path = pathOf(id);
        byte[] content = bytesOf(path, id);
        ArtifactId found = ArtifactId.of(content);
        if (!found.equals(id)) {
            throw altered(path, id, found.toString());
        }
        return content;
    }

    private Path drawerOf(ArtifactId id) {
        return hashed.resolve(id.sha256().substring(0, PREFIX));
    }

    private Path pathOf(ArtifactId id) {
        return drawerOf(id).resolve(id.sha256().substring(PREFIX));
    }

    private static boolean isWhole(Path target, byte[] content) throws IOException {
        return Files.isRegularFile(target)
                && Files.size(target) == content.length
                && Arrays.equals(Files.readAllBytes(target), content);
    }

    private void writeAside(byte[] content, Path target) throws IOException {
        // Not createTempFile: its files can be read by their owner alone, also after the rename.
        Path draft = aside.resolve(UUID.randomUUID() + ".part");
        try {
            try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    file.write(rest);
                }
                file.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] bytesOf(Path path, ArtifactId id) {
        try {
            // Before reading: a file that grew behind our back must not fill the memory.
            long size = Files.size(path);
            if (size != id.size()) {
                throw altered(path, id, size + " bytes");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new MissingArtifactException(
                    "Artifact " + id + " is not at " + path
                            + ": it was deleted, or the folder is not the one it was stored in. Restore the file from a backup.");
        } catch (IOException e) {
            throw new StoreException("Cannot read artifact " + id + " at " + path + ": " + e, e);
        }
    }

    private static CorruptArtifactException altered(Path path, ArtifactId id, String found) {
        return new CorruptArtifactException("Artifact " + path + " was altered after it was stored: expected " + id
                + ", found " + found + ". Restore the file from a backup, or register the bundle again.");
    }

    @Override
    public String toString() {
        return "ArtifactStore(" + folder + ")";
    }
}
