package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.SourceFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/** The files behind paths, in the order given and by name within a folder or pattern. Immutable. */
final class InputFiles implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A file and its length. */
    private record Entry(String path, long length) implements Serializable {}

    private final List<Entry> files;
    private final SerializableConfiguration configuration;

    private InputFiles(List<Entry> files, SerializableConfiguration configuration) {
        this.files = files;
        this.configuration = configuration;
    }

    /** Finds all files; throws an {@link InvalidDataException} if a path leads to none. */
    static InputFiles find(FileSource source, Configuration hadoop) {
        List<Entry> files = new ArrayList<>();
        for (String path : source.paths()) {
            try {
                files.addAll(find(new Path(path), source.endings(), hadoop));
            } catch (IOException e) {
                throw new InvalidDataException("Cannot look for input at " + path + ": " + e.getMessage(), e);
            }
        }
        return new InputFiles(List.copyOf(files), new SerializableConfiguration(hadoop));
    }

    /** No files, for a source that has none. */
    static InputFiles none(Configuration hadoop) {
        return new InputFiles(List.of(), new SerializableConfiguration(hadoop));
    }

    private static List<Entry> find(Path path, List<String> endings, Configuration hadoop) throws IOException {
        FileSystem system = path.getFileSystem(hadoop);
        FileStatus[] found = system.globStatus(path);
        if (found == null || found.length == 0) {
            throw new InvalidDataException("There is no input at " + name(path) + ". Check the path, seen from "
                    + name(system.getWorkingDirectory()));
        }
        List<Entry> files = new ArrayList<>();
        for (FileStatus each : found) {
            files.addAll(each.isDirectory() ? filesIn(each.getPath(), endings, system) : List.of(entry(each)));
        }
        return files;
    }

    private static List<Entry> filesIn(Path folder, List<String> endings, FileSystem system) throws IOException {
        List<Entry> files = Arrays.stream(system.listStatus(folder))
                .filter(FileStatus::isFile)
                .filter(each -> endings.stream().anyMatch(each.getPath().getName()::endsWith))
                .sorted(Comparator.comparing(each -> each.getPath().getName()))
                .map(InputFiles::entry)
                .toList();
        if (files.isEmpty()) {
            throw new InvalidDataException(
                    "Folder " + name(folder) + " holds no file ending in " + String.join(" or ", endings));
        }
        return files;
    }

    private static Entry entry(FileStatus status) {
        return new Entry(status.getPath().toString(), status.getLen());
    }

    /** Local files as people write them, others as URIs. */
    private static String name(Path path) {
        String scheme = path.toUri().getScheme();
        return scheme == null || scheme.equals("file") ? path.toUri().getPath() : path.toString();
    }

    int count() {
        return files.size();
    }

    /** How many bytes a file has, as it is stored. */
    long length(int file) {
        return files.get(file).length();
    }

    /** The name of a file for messages and the quarantine. */
    String name(int file) {
        return name(new Path(files.get(file).path()));
    }

    /** A file to read. */
    SourceFile file(int file) {
        return new HadoopFile(name(file), new Path(files.get(file).path()), configuration.value());
    }
}
