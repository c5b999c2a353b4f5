package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.report.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The account of a data set: every row read is kept, quarantined, dropped or failing, and each of those but the kept is
 * counted under the one rule that decided. Immutable.
 */
public final class QualityReport {
    private final long read;
    private final long kept;
    private final List<RuleOutcome> rules;
    private final List<TableOutcome> tableRules;

    /**
     * Creates a report.
     *
     * @param read the rows read
     * @param kept the rows that went on
     * @param rules what every rule did
     * @throws IllegalStateException if a row is unaccounted for or counted twice
     */
    public QualityReport(long read, long kept, List<RuleOutcome> rules) {
        this(read, kept, rules, List.of());
    }

    /**
     * Creates a report.
     *
     * @param read the rows read
     * @param kept the rows that went on
     * @param rules what every rule did
     * @param tableRules what every rule about all rows together found
     * @throws IllegalStateException if a row is unaccounted for or counted twice
     */
    public QualityReport(long read, long kept, List<RuleOutcome> rules, List<TableOutcome> tableRules) {
        this.read = read;
        this.kept = kept;
        this.rules = List.copyOf(rules);
        this.tableRules = List.copyOf(tableRules);
        if (read != kept + quarantined() + dropped() + failed()) {
            throw new IllegalStateException("Rows are lost or counted twice: " + this);
        }
    }

    /**
     * The rows read, headers aside.
     *
     * @return 0 or more
     */
    public long read() {
        return read;
    }

    /**
     * The rows that went on.
     *
     * @return 0 or more
     */
    public long kept() {
        return kept;
    }

    /**
     * The rows set aside with their reasons.
     *
     * @return 0 or more
     */
    public long quarantined() {
        return rowsOf(Severity.QUARANTINE);
    }

    /**
     * The rows left out as expected.
     *
     * @return 0 or more
     */
    public long dropped() {
        return rowsOf(Severity.DROP);
    }

    /**
     * The rows that break a rule which must hold.
     *
     * @return 0 or more
     */
    public long failed() {
        return rowsOf(Severity.FAIL);
    }

    private long rowsOf(Severity severity) {
        return rules.stream()
                .filter(rule -> rule.severity() == severity)
                .mapToLong(RuleOutcome::rows)
                .sum();
    }

    /**
     * What every rule did.
     *
     * @return the parser's refusals by name, then the rules in the order of declaration
     */
    public List<RuleOutcome> rules() {
        return rules;
    }

    /**
     * What one rule did.
     *
     * @param name the rule's name
     * @return its outcome
     * @throws IllegalArgumentException if there is no such rule
     */
    public RuleOutcome rule(String name) {
        return rules.stream()
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rule '" + name + "'; the rules are "
                        + rules.stream().map(RuleOutcome::rule).toList()));
    }

    /**
     * What every rule about all rows together found among the rows that were kept.
     *
     * @return the outcomes in the order of declaration
     */
    public List<TableOutcome> tableRules() {
        return tableRules;
    }

    /**
     * The report for programs.
     *
     * @return a JSON object; equal reports give equal text
     */
    public String toJson() {
        return QualityDocument.toJson(this);
    }

    /**
     * The report for people, to be shown by {@link io.mlpipeline.api.report.HtmlReport}.
     *
     * @param title its title, such as the name of the data set
     * @return figures, rules and examples
     */
    public Report toReport(String title) {
        return QualityDocument.toReport(this, title);
    }

    /** The rule of the highest severity that decided on most rows, with an example. */
    String worst() {
        return rules.stream()
                .filter(rule -> rule.rows() > 0 && rule.severity() != Severity.WARN)
                .min(Comparator.comparing((RuleOutcome rule) -> rule.severity() != Severity.FAIL)
                        .thenComparing(RuleOutcome::rows, Comparator.reverseOrder()))
                .map(QualityReport::sentence)
                .orElse("");
    }

    private static String sentence(RuleOutcome outcome) {
        QuarantinedRow row = outcome.examples().get(0);
        Violation violation = row.violations().stream()
                .filter(each -> each.rule().equals(outcome.rule()))
                .findFirst()
                .orElseThrow();
        return "'" + outcome.rule() + "' (" + outcome.description() + ") in " + outcome.rows() + " rows, such as "
                + row.file() + " line " + row.line() + (row.key().isEmpty() ? "" : ", key " + row.key()) + ", column "
                + violation.column() + ", value '"
                + violation.value() + "'";
    }

    /** One line a rule, for logs and consoles. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d rows read = %,d kept + %,d quarantined + %,d dropped",
                read,
                kept,
                quarantined(),
                dropped()));
        text.append(failed() == 0 ? "" : String.format(Locale.ROOT, " + %,d failing", failed()));
        for (RuleOutcome rule : rules) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %-10s %,10d of %,10d  %s: %s",
                    rule.severity().name().toLowerCase(Locale.ROOT),
                    rule.rows(),
                    rule.hits(),
                    rule.rule(),
                    rule.description()));
        }
        for (TableOutcome rule : tableRules) {
            text.append(String.format(Locale.ROOT, "%n  %-10s %s", rule.isMet() ? "met" : "broken", rule));
        }
        return text.toString();
    }
}
