package io.mlpipeline.etl.store.offline;

/**
 * An input that a run has taken in.
 *
 * @param name its name, unique among a group's inputs
 * @param sha256 SHA-256 of its bytes as lower-case hex
 * @param rows how many rows it held
 */
public record InputFile(String name, String sha256, long rows) {}
