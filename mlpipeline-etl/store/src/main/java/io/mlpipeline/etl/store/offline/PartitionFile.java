package io.mlpipeline.etl.store.offline;

import java.time.LocalDate;

/**
 * A file with all rows of one partition; it never changes.
 *
 * @param layer what it holds
 * @param start the first day of the partition
 * @param path where it is, below the store's root
 * @param rows how many rows it holds
 * @param bytes how large it is
 * @param sha256 SHA-256 of its bytes as lower-case hex
 */
public record PartitionFile(Layer layer, LocalDate start, String path, long rows, long bytes, String sha256) {}
