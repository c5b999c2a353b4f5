package io.mlpipeline.etl.store.offline;

import io.mlpipeline.etl.store.group.GroupId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One run of a group: all that a reader needs to see exactly its state, and all that the next run needs to go on from it.
 *
 * @param group the group
 * @param run the number of the run; 0 before anything was published
 * @param definition the hash of the group's definition
 * @param spec the hash of what computed the run; empty before anything was published
 * @param previous the hash of the manifest before; empty for run 0
 * @param published when it was published
 * @param watermark the greatest time of all rows, in the unit of their time column; empty without rows
 * @param inputs every input taken in so far, in the order of their names
 * @param partitions every partition, in the order of layers and days
 */
public record Manifest(
        GroupId group,
        long run,
        String definition,
        String spec,
        String previous,
        Instant published,
        OptionalLong watermark,
        List<InputFile> inputs,
        List<PartitionFile> partitions) {
    /** Copies the lists. */
    public Manifest {
        inputs = List.copyOf(inputs);
        partitions = List.copyOf(partitions);
    }

    /**
     * The partitions of a layer.
     *
     * @param layer a layer
     * @return its partitions by first day, ascending
     */
    public Map<LocalDate, PartitionFile> partitions(Layer layer) {
        Map<LocalDate, PartitionFile> found = new TreeMap<>();
        for (PartitionFile each : partitions) {
            if (each.layer() == layer) {
                found.put(each.start(), each);
            }
        }
        return found;
    }

    /**
     * The rows of a layer.
     *
     * @param layer a layer
     * @return their number
     */
    public long rows(Layer layer) {
        return partitions.stream()
                .filter(each -> each.layer() == layer)
                .mapToLong(PartitionFile::rows)
                .sum();
    }
}
