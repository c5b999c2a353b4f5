package io.mlpipeline.etl.store.offline;

import io.mlpipeline.etl.store.files.StoreFiles;
import java.util.List;
import java.util.Optional;

/** Files of a process that stops at one of its writes, before or after it was done. */
final class StoppingFiles implements StoreFiles {
    private final StoreFiles files;
    private int remaining;

    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Stops at a write.
     *
     * @param stop twice the number of writes that are done, less one if the last of them is lost
     */
    StoppingFiles(StoreFiles files, int stop) {
        this.files = files;
        this.remaining = stop;
    }

    private void maybeStop() {
        if (--remaining <= 0) {
            throw new Stopped();
        }
    }

    @Override
    public Optional<byte[]> read(String path) {
        return files.read(path);
    }

    @Override
    public void put(String path, byte[] content) {
        maybeStop();
        files.put(path, content);
        maybeStop();
    }

    @Override
    public boolean create(String path, byte[] content) {
        maybeStop();
        boolean isNew = files.create(path, content);
        maybeStop();
        return isNew;
    }

    @Override
    public List<Entry> list(String folder) {
        return files.list(folder);
    }

    @Override
    public void delete(String path) {
        files.delete(path);
    }
}
