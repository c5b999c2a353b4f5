package io.mlpipeline.samples.retail;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A generated sales file, and how much of each kind of dirt is in it.
 *
 * @param file where it is
 * @param rows its rows, the header not counted
 * @param dirt the number of rows of each kind, every kind present; a row of two kinds counts for both, both rows of a
 *     duplicate count for {@link Dirt#MISSING_CUSTOMER} and {@link Dirt#STRAY_SPACES}, the second for {@link Dirt#DUPLICATE}
 */
public record GeneratedSales(Path file, long rows, Map<Dirt, Long> dirt) {
    /** Copies the counts. */
    public GeneratedSales {
        dirt = Collections.unmodifiableMap(new EnumMap<>(dirt));
    }

    /**
     * The rows of one kind.
     *
     * @param kind what is wrong with them
     * @return 0 or more
     */
    public long count(Dirt kind) {
        return dirt.getOrDefault(kind, 0L);
    }
}
