package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.store.files.StoreFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A store's files on a Hadoop file system: written aside, forced, then renamed. HDFS refuses to rename onto a file that is there;
 * where a file system only looks before it renames, such as an object store, one process may publish to a group at a time.
 */
final class HadoopFiles implements StoreFiles {
    private final FileContext system;
    private final Path root;

    private HadoopFiles(FileContext system, Path root) {
        this.system = system;
        this.root = root;
    }

    static HadoopFiles in(String folder, Configuration configuration) {
        Path path = new Path(folder);
        try {
            FileContext system = path.toUri().getScheme() == null
                    ? FileContext.getFileContext(configuration)
                    : FileContext.getFileContext(path.toUri(), configuration);
            return new HadoopFiles(system, system.makeQualified(path));
        } catch (IOException e) {
            throw failure("open", path, e);
        }
    }

    Path path(String relative) {
        return new Path(root, relative);
    }

    @Override
    public Optional<byte[]> read(String path) {
        try (InputStream in = system.open(path(path))) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failure("read", path(path), e);
        }
    }

    @Override
    public void put(String path, byte[] content) {
        write(path, content, Options.Rename.OVERWRITE);
    }

    @Override
    public boolean create(String path, byte[] content) {
        return write(path, content, Options.Rename.NONE);
    }

    private boolean write(String path, byte[] content, Options.Rename how) {
        Path aside = path(ASIDE + "/" + UUID.randomUUID());
        try {
            try (FSDataOutputStream out =
                    system.create(aside, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
                out.write(content);
                out.hsync();
            }
            move(aside, path, how);
            return true;
        } catch (FileAlreadyExistsException e) {
            deletePath(aside);
            return false;
        } catch (IOException e) {
            throw failure("write", path(path), e);
        }
    }

    /** Gives a file that is whole its name. */
    void move(Path file, String to, Options.Rename how) throws IOException {
        Path target = path(to);
        system.mkdir(target.getParent(), FsPermission.getDirDefault(), true);
        system.rename(file, target, how);
    }

    @Override
    public List<Entry> list(String folder) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (RemoteIterator<FileStatus> files = system.listStatus(path(folder)); files.hasNext(); ) {
                FileStatus file = files.next();
                String name = file.getPath().getName();
                if (file.isFile() && !name.startsWith(".")) { // a checksum that Hadoop puts beside a local file
                    entries.add(new Entry(name, file.getLen(), Instant.ofEpochMilli(file.getModificationTime())));
                }
            }
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw failure("list", path(folder), e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    @Override
    public void delete(String path) {
        deletePath(path(path));
    }

    /** Deletes a file or a folder with all that is in it. */
    void deletePath(Path path) {
        try {
            system.delete(path, true);
        } catch (FileNotFoundException e) {
            return; // it need not be there
        } catch (IOException e) {
            throw failure("delete", path, e);
        }
    }

    FileContext system() {
        return system;
    }

    private static UncheckedIOException failure(String what, Path path, IOException e) {
        return new UncheckedIOException(
                "Cannot " + what + " " + path + " (" + e + "). Maybe the file system cannot be reached or is full", e);
    }

    @Override
    public String toString() {
        return root.toString();
    }
}
