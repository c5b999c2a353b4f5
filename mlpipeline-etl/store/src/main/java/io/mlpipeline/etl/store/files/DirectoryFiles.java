package io.mlpipeline.etl.store.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files in a folder of this machine: written aside, forced to disk, then put under their name.
 *
 * <p>A new file gets its name by a hard link, which unlike a rename never replaces one that is there. What a stopped process
 * leaves in the folder {@value StoreFiles#ASIDE} is never read.
 */
public final class DirectoryFiles implements StoreFiles {
    private final Path root;

    private DirectoryFiles(Path root) {
        this.root = root;
    }

    /**
     * Uses a folder.
     *
     * @param root the folder; it is made if it is missing
     * @return its files
     * @throws UncheckedIOException if it cannot be made
     */
    public static DirectoryFiles in(Path root) {
        Path folder = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the folder " + folder + "; check the path and the rights", e);
        }
        return new DirectoryFiles(folder);
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            return Optional.of(Files.readAllBytes(root.resolve(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", path, e);
        }
    }

    @Override
    public void put(String path, byte[] content) {
        write(path, content, true);
    }

    @Override
    public boolean create(String path, byte[] content) {
        return write(path, content, false);
    }

    private boolean write(String path, byte[] content, boolean replaces) {
        Path target = root.resolve(path);
        Path folder = target.resolveSibling(".").normalize();
        Path aside = root.resolve(ASIDE).resolve(UUID.randomUUID().toString());
        try {
            makeFolders(aside.resolveSibling("."));
            makeFolders(folder);
            try {
                writeForced(aside, content);
                if (replaces) {
                    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    link(target, aside);
                }
            } finally {
                Files.deleteIfExists(aside);
            }
            force(folder);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw failure("write", path, e);
        }
    }

    private static void link(Path target, Path aside) throws IOException {
        try {
            Files.createLink(target, aside);
        } catch (UnsupportedOperationException e) {
            Files.move(aside, target); // asks first whether there is one; good for a single writer
        }
    }

    private static void writeForced(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private void makeFolders(Path wanted) throws IOException {
        Path folder = wanted.normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            for (Path each = folder;
                    !each.equals(root);
                    each = each.resolveSibling(".").normalize()) {
                force(each.resolveSibling(".").normalize());
            }
        }
    }

    private static void force(Path folder) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        } // Elsewhere a folder cannot be opened, and the file system's own journal writes a rename through.
    }

    @Override
    public List<Entry> list(String folder) {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            for (Path file :
                    files.sorted(Comparator.comparing(DirectoryFiles::name)).toList()) {
                if (Files.isRegularFile(file)) {
                    entries.add(new Entry(
                            name(file),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
                }
            }
        } catch (NoSuchFileException e) {
            return List.copyOf(entries); // also where another process just deleted a file
        } catch (IOException e) {
            throw failure("list", folder, e);
        }
        return List.copyOf(entries);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    @Override
    public void delete(String path) {
        try {
            Files.deleteIfExists(root.resolve(path));
        } catch (IOException e) {
            throw failure("delete", path, e);
        }
    }

    private UncheckedIOException failure(String what, String path, IOException e) {
        return new UncheckedIOException(
                "Cannot " + what + " " + root.resolve(path) + " (" + e + "). Maybe the disk is full or read-only", e);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
