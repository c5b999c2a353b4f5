package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts what becomes of rows; mergeable, so that every partition can count its own. Not thread-safe. */
public final class QualityTally implements Serializable {
    private static final long serialVersionUID = 1L;

    /** How many rows are kept as examples a rule. */
    public static final int EXAMPLES = 3;

    private final Expectations expectations;
    private final RuleTally[] rules;
    private final TreeMap<String, RuleTally> unparsed = new TreeMap<>();
    private final TableTally table;
    private long read;
    private long kept;

    /**
     * Creates an empty tally.
     *
     * @param expectations the rules
     */
    public QualityTally(Expectations expectations) {
        this.expectations = expectations;
        this.rules = new RuleTally[expectations.rules().size()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new RuleTally();
        }
        this.table = new TableTally(expectations);
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
        List<Violation> violations = row.violations();
        kept += expectations.severityOf(violations.get(0)) == Severity.WARN ? 1 : 0;
        for (int i = 0; i < violations.size(); i++) {
            tallyOf(violations.get(i).rule()).add(i == 0, row);
        }
    }

    private RuleTally tallyOf(String rule) {
        int index = expectations.indexOf(rule);
        return index >= 0 ? rules[index] : unparsed.computeIfAbsent(rule, name -> new RuleTally());
    }

    /**
     * What the rules about all rows together have counted; the engine counts the rows that are kept.
     *
     * @return the tally, which grows with further rows
     */
    public TableTally table() {
        return table;
    }

    /**
     * Adds the counts of another tally of the same rules.
     *
     * @param other the other tally, left as it is
     */
    public void merge(QualityTally other) {
        read += other.read;
        kept += other.kept;
        for (int i = 0; i < rules.length; i++) {
            rules[i].merge(other.rules[i]);
        }
        other.unparsed.forEach((rule, tally) -> tallyOf(rule).merge(tally));
        table.merge(other.table);
    }

    /**
     * The account of the rows so far: the parser's refusals by name, then the rules in their order, those that nothing broke
     * too.
     *
     * @return a report
     */
    public QualityReport report() {
        List<RuleOutcome> outcomes = new ArrayList<>();
        unparsed.forEach((name, tally) ->
                outcomes.add(tally.outcome(name, "the text can be read as declared", Severity.QUARANTINE)));
        for (int i = 0; i < rules.length; i++) {
            Rule rule = expectations.rules().get(i);
            outcomes.add(rules[i].outcome(rule.name(), rule.check().description(), rule.severity()));
        }
        return new QualityReport(read, kept, outcomes, table.outcomes(expectations.tableRules()));
    }
}
