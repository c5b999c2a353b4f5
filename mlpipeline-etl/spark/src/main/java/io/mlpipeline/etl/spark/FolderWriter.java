package io.mlpipeline.etl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes a folder aside and then puts it in its place, so that a reader sees all of it or nothing. */
final class FolderWriter {
    private final FileSystem system;
    private final Path target;
    private final Path aside;
    private final Path replaced;

    private FolderWriter(FileSystem system, Path target) {
        this.system = system;
        this.target = target;
        String unique = "." + target.getName() + "." + UUID.randomUUID();
        this.aside = new Path(target.getParent(), unique + ".new");
        this.replaced = new Path(target.getParent(), unique + ".old");
    }

    static void write(Dataset<Row> rows, String folder, FileFormat format) {
        ExactColumns.requireWritable(rows);
        try {
            Path path = new Path(folder);
            FileSystem system =
                    path.getFileSystem(rows.sparkSession().sparkContext().hadoopConfiguration());
            new FolderWriter(system, system.makeQualified(path)).write(rows, format);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write " + folder + " (" + e.getMessage() + "). Choose a folder that can be written", e);
        }
    }

    private void write(Dataset<Row> rows, FileFormat format) throws IOException {
        boolean replaces = system.exists(target);
        if (replaces && !system.exists(new Path(target, "_SUCCESS"))) {
            throw new IllegalArgumentException(
                    target + " exists and was not written by Spark, so it is not replaced. Choose another folder");
        }
        // Fails here, before any work, where there is no right to write.
        if (!system.mkdirs(aside)) {
            throw new IOException("no right to create a folder there");
        }
        try {
            Jobs.run(() -> {
                format.write(rows.write().mode("overwrite"), aside.toString());
                return aside;
            });
            if (replaces) {
                rename(target, replaced);
            }
            rename(aside, target);
        } finally {
            system.delete(aside, true);
            system.delete(replaced, true);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!system.rename(from, to)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }
}
