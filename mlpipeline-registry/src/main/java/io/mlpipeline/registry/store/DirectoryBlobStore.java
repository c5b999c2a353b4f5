package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Blobs as files, written to {@code tmp} first, forced to disk and then renamed: under its final name a file is whole or not there.
 * What a crash leaves in {@code tmp} is never looked at.
 */
final class DirectoryBlobStore implements BlobStore {
    /** No empty part, no part that begins with a dot: a key never leaves the folder. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private final Path folder;
    private final Path aside;
    /** The folders whose own entries are known to be on disk. */
    private final Set<Path> settled = ConcurrentHashMap.newKeySet();

    private DirectoryBlobStore(Path folder) {
        this.folder = folder;
        this.aside = folder.resolve(UNFINISHED);
    }

    static DirectoryBlobStore open(Path folder) {
        Folders.make(folder);
        DirectoryBlobStore store = new DirectoryBlobStore(folder);
        Folders.make(store.aside);
        return store;
    }

    @Override
    public void write(String key, byte[] content) {
        Path target = pathOf(key);
        List<Path> parents = parentsOf(key);
        try {
            Folders.make(parents.get(0));
            writeAside(content, target);
            settle(parents);
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot store " + content.length + " bytes at " + target + ": " + e
                            + ". Maybe the disk is full or read-only.",
                    e);
        }
    }

    /**
     * Forces the entry of a file to disk, and once for each folder the entries that lead to it, whoever has made them: another writer
     * may have been stopped in between.
     */
    private void settle(List<Path> parents) throws IOException {
        Path own = parents.get(0);
        Folders.force(own);
        if (!settled.contains(own)) {
            for (Path parent : parents.subList(1, parents.size())) {
                Folders.force(parent);
            }
            settled.add(own);
        }
    }

    /** The folders from the file's own up to the store's. */
    private List<Path> parentsOf(String key) {
        List<Path> parents = new ArrayList<>();
        for (int end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
            parents.add(folder.resolve(key.substring(0, end)));
        }
        parents.add(folder);
        return parents;
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

    @Override
    public Optional<byte[]> read(String key, long longest) {
        Path path = pathOf(key);
        try {
            // Before reading: a file that grew behind our back must not fill the memory.
            long size = Files.size(path);
            if (size > longest) {
                throw new CorruptArtifactException(path + " was altered after it was stored: it has " + size
                        + " bytes, expected at most " + longest + ". Restore the file from a backup.");
            }
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("Cannot read " + path + ": " + e + ". Check that it is a file and its rights.", e);
        }
    }

    @Override
    public boolean contains(String key) {
        return Files.isRegularFile(pathOf(key));
    }

    @Override
    public void delete(String key) {
        Path path = pathOf(key);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreException("Cannot delete " + path + ": " + e + ". Check the rights of its folder.", e);
        }
    }

    @Override
    public void forEach(Consumer<Blob> visitor) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String key = folder.relativize(file).toString().replace('\\', '/');
                    if (KEY.matcher(key).matches()) {
                        visitor.accept(new Blob(
                                key,
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE; // Renamed or deleted since the folder was read.
                    }
                    throw e;
                }
            });
        } catch (IOException e) {
            throw new StoreException("Cannot list " + folder + ": " + e + ". Check its rights.", e);
        }
    }

    @Override
    public String location(String key) {
        return pathOf(key).toString();
    }

    private Path pathOf(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "The key of a blob is parts of letters, digits, '.', '_' and '-' between '/',"
                            + " none of which begins with a dot, got one of " + key.length() + " characters");
        }
        return folder.resolve(key);
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
