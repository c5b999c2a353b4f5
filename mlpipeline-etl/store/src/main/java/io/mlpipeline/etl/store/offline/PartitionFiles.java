package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.etl.features.source.ExactFormat;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.group.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes and reads partition files, named after what they hold: the same rows always make the same file. */
final class PartitionFiles {
    private final StoreFiles files;
    private final ExactFormat format;
    private final String folder;

    PartitionFiles(StoreFiles files, ExactFormat format, String folder) {
        this.files = files;
        this.format = format;
        this.folder = folder;
    }

    /**
     * Writes a partition.
     *
     * @param before what the current state has in its place; it stays if it holds the same rows
     */
    PartitionFile write(Layer layer, LocalDate start, Frame rows, @Nullable PartitionFile before) {
        byte[] content = bytes(rows);
        String hash = Sha256.of(content);
        if (before != null && before.sha256().equals(hash)) {
            return before;
        }
        String path = folder + "/" + start + "." + hash + format.ending();
        // Written again if it is there: a collector that looks for old files must see it as new.
        files.put(path, content);
        return new PartitionFile(layer, start, path, rows.size(), content.length, hash);
    }

    Frame read(PartitionFile file, Schema schema) {
        byte[] content = files.read(file.path())
                .orElseThrow(() -> new CorruptArtifactException(
                        file.path() + " of " + files + " has gone. Restore it from a backup"));
        String hash = Sha256.of(content);
        if (!hash.equals(file.sha256())) {
            throw new CorruptArtifactException(file.path() + " of " + files + " was altered: its SHA-256 is " + hash
                    + ", the manifest says " + file.sha256() + ". Restore it from a backup");
        }
        try {
            return format.read(new BytesFile(file.path(), content), schema);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory are always readable", e);
        }
    }

    private byte[] bytes(Frame rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            format.write(rows, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory always takes more", e);
        }
        return bytes.toByteArray();
    }
}
