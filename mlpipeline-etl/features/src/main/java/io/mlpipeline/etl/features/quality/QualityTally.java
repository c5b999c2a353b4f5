package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what becomes of rows; mergeable, so that every partition can count its own. Not thread-safe. */
public final class QualityTally implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many rows are kept as examples a rule. */
    public static final int EXAMPLES = 3;

    private final Expectations expectations;
    private final Map<String, RuleTally> tallies = new TreeMap<>();
    private long read;
    private long kept;

    /**
     * Creates an empty tally.
     *
     * @param expectations the rules
     */
    public QualityTally(Expectations expectations) {
        this.expectations = expectations;
    }

    /**
     * Counts rows that break no rule.
     *
     * @param rows how many
     */
    public void addGood(long rows) {
        read += rows;
        kept += rows;
    }

    /**
     * Counts a row.
     *
     * @param row the row with its violations, at least one, in order of importance
     * @see Expectations#inOrder
     */
    public void add(QuarantinedRow row) {
        read++;
        Violation first = row.violations().get(0);
        kept += expectations.severityOf(first) == Severity.WARN ? 1 : 0;
        row.violations().stream()
                .map(Violation::rule)
                .distinct()
                .forEach(rule ->
                        tallies.computeIfAbsent(rule, name -> new RuleTally()).add(rule.equals(first.rule()), row));
    }

    /**
     * Adds the counts of another tally of the same rules.
     *
     * @param other the other tally, left as it is
     */
    public void merge(QualityTally other) {
        read += other.read;
        kept += other.kept;
        other.tallies.forEach((rule, tally) ->
                tallies.computeIfAbsent(rule, name -> new RuleTally()).merge(tally));
    }

    /**
     * The account of the rows so far: the parser's refusals by name, then the rules in their order, those that nothing broke
     * too.
     *
     * @return a report
     */
    public QualityReport report() {
        Map<String, RuleTally> unparsed = new TreeMap<>(tallies);
        expectations.rules().forEach(rule -> unparsed.remove(rule.name()));
        List<RuleOutcome> outcomes = new ArrayList<>();
        unparsed.forEach((name, tally) ->
                outcomes.add(tally.outcome(name, "the text can be read as declared", Severity.QUARANTINE)));
        for (Rule rule : expectations.rules()) {
            RuleTally tally = tallies.getOrDefault(rule.name(), new RuleTally());
            outcomes.add(tally.outcome(rule.name(), rule.check().description(), rule.severity()));
        }
        return new QualityReport(read, kept, outcomes);
    }
}
