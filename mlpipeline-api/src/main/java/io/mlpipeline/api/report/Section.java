package io.mlpipeline.api.report;

import java.util.List;

/**
 * A part of a report under one heading.
 *
 * @param heading the heading, not blank
 * @param blocks the content in reading order
 */
public record Section(String heading, List<Block> blocks) {
    /** Checks the heading and copies the blocks. */
    public Section {
        Arguments.notBlank("A section's heading", heading);
        blocks = List.copyOf(blocks);
    }

    /**
     * Creates a section.
     *
     * @param heading the heading, not blank
     * @param blocks the content in reading order
     * @return the section
     */
    public static Section of(String heading, List<? extends Block> blocks) {
        return new Section(heading, List.copyOf(blocks));
    }
}
