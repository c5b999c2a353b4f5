package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.source.FilePart;
import java.io.Serializable;

/**
 * What one task reads.
 *
 * @param file the number of the file
 * @param part the part of it
 */
record InputPart(int file, FilePart part) implements Serializable {}
