package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Expectations that a data set supports, each with its evidence: a draft for people to read, correct and keep as code.
 *
 * <p>Whatever is suggested holds on the data it came from, up to the share that it names. Such a share is the lower end of the 95 %
 * interval of Wilson (Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927), so that another sample
 * of the same data rarely breaks it. Ranges are those of the data: widen them where more is good. Immutable.
 */
public final class ExpectationSuggestions {
    private final Schema schema;
    private final List<Suggestion> all;

    ExpectationSuggestions(Schema schema, List<Suggestion> all) {
        this.schema = schema;
        this.all = List.copyOf(all);
    }

    /**
     * Looks at all rows of a frame.
     *
     * @param rows the data
     * @return what they support; nothing for a frame without rows
     */
    public static ExpectationSuggestions of(Frame rows) {
        SuggestionProfiler profiler = new SuggestionProfiler(rows.schema());
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            profiler.add(row);
        }
        return profiler.suggest();
    }

    /**
     * All suggestions.
     *
     * @return by column in the order of the schema
     */
    public List<Suggestion> all() {
        return all;
    }

    /**
     * One suggestion.
     *
     * @param rule its name, such as "price is there"
     * @return the suggestion, or empty if the data do not support it
     */
    public Optional<Suggestion> rule(String rule) {
        return all.stream().filter(each -> each.rule().equals(rule)).findFirst();
    }

    /**
     * All suggestions as expectations that warn and remove nothing.
     *
     * @return expectations over the schema of the data
     */
    public Expectations asExpectations() {
        Expectations.Builder expectations = Expectations.over(schema);
        all.forEach(each -> each.addTo(expectations));
        return expectations.build();
    }

    /**
     * The Java code that builds {@link #asExpectations()} over a variable {@code schema}, the evidence as comments. It needs static
     * imports of {@link Checks} and {@link TableChecks}, and imports of {@code java.time}.
     *
     * @return an expression over several lines
     */
    public String toJava() {
        return all.stream()
                .map(each -> "    // " + JavaText.comment(each.evidence()) + "\n    " + each.toJava() + "\n")
                .collect(Collectors.joining("", "Expectations.over(schema)\n", "    .build()"));
    }

    /** One line a suggestion. */
    @Override
    public String toString() {
        return all.stream().map(Suggestion::toString).collect(Collectors.joining("\n"));
    }
}
