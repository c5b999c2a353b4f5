package io.mlpipeline.etl.store.files;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files of a feature store. Paths are relative, parts separated by {@code /}; missing folders are made.
 *
 * <p>A file is seen whole or not at all, also after the process or the machine stopped at any point, and a method that returned
 * has its effect for good. Failures of the file system are {@link java.io.UncheckedIOException}s that name the path. Safe for use
 * by many threads and processes.
 */
public interface StoreFiles {
    /** The folder for files that are not whole yet; what a stopped process left there may be deleted. */
    String ASIDE = "aside";

    /**
     * Reads a file.
     *
     * @param path the file
     * @return its bytes, or empty if there is none
     */
    Optional<byte[]> read(String path);

    /**
     * Writes a file; one that is there is replaced.
     *
     * @param path the file
     * @param content its bytes
     */
    void put(String path, byte[] content);

    /**
     * Writes a file that must not be there yet. Of several that try at the same time one succeeds.
     *
     * @param path the file
     * @param content its bytes
     * @return false if there is one already, which stays as it is
     */
    boolean create(String path, byte[] content);

    /**
     * The files of a folder, not those of folders in it.
     *
     * @param folder a folder
     * @return the files by name; none if there is no such folder
     */
    List<Entry> list(String folder);

    /**
     * Deletes a file.
     *
     * @param path a file, which need not be there
     */
    void delete(String path);

    /**
     * A file in a folder.
     *
     * @param name its name without the folder
     * @param size the number of its bytes
     * @param modified when it was written
     */
    record Entry(String name, long size, Instant modified) {}
}
