package io.mlpipeline.testkit.source;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.quality.QualityReport;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an engine made of a source.
 *
 * @param clean the kept rows, sorted
 * @param quarantine the quarantine as {@code file name|line|reason|column|rule|value|raw}, sorted by file, line and reason
 * @param report the account
 */
public record ReadTable(Frame clean, List<String> quarantine, QualityReport report) {

    /**
     * The kept rows as people read them.
     *
     * @return one text a row
     */
    public List<String> rows() {
        return IntStream.range(0, clean.size())
                .mapToObj(row -> clean.row(row).toString())
                .toList();
    }
}
