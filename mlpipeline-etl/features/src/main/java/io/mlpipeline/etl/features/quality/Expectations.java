package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What rows must look like, in order of importance, and what becomes of those that don't.
 *
 * <pre>{@code
 * Expectations.over(schema)
 *     .drop("cancellation", matchesNot("invoice", "C.*"))
 *     .quarantine("no price", positive("price"))
 *     .warn("no customer", notNull("customer"))
 *     .maxQuarantineShare(0.05)
 *     .build();
 * }</pre>
 *
 * <p>A row may break several rules. The first one broken, in the order of declaration and {@linkplain Severity#WARN
 * warnings} aside, decides what becomes of it, so that every row is counted in exactly one place; all are kept as its
 * reasons. A cell that could not be parsed breaks an unnamed rule before all others: its row is quarantined. Immutable and
 * safe for use by many threads.
 */
public final class Expectations implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int UNPARSED = -1;

    private final Schema schema;
    private final List<Rule> rules;
    private final List<TableRule> tableRules;
    private final Map<String, Integer> indexByName = new HashMap<>();
    private final int[] key;
    private final double maxQuarantineShare;
    private final boolean repeatsAreSetAside;

    private Expectations(Builder builder) {
        this.schema = builder.schema;
        this.rules = List.copyOf(builder.rules);
        this.tableRules = List.copyOf(builder.tableRules);
        this.key = builder.key.stream().mapToInt(schema::indexOf).toArray();
        this.maxQuarantineShare = builder.maxQuarantineShare;
        this.repeatsAreSetAside =
                rules.stream().anyMatch(rule -> rule.check() instanceof UniqueCheck && isSetAside(rule.severity()));
        IntStream.range(0, rules.size())
                .forEach(i -> indexByName.put(rules.get(i).name(), i));
    }

    /**
     * Starts a list of expectations.
     *
     * @param schema the schema of the rows
     * @return a builder without any
     */
    public static Builder over(Schema schema) {
        return new Builder(schema);
    }

    /**
     * The schema of the rows.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The rules in the order of declaration.
     *
     * @return an immutable list
     */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * The rules that compare rows with each other, which a {@link #checker()} leaves to the engine.
     *
     * @return an immutable list
     */
    public List<UniqueRule> uniqueRules() {
        return rules.stream()
                .filter(rule -> rule.check() instanceof UniqueCheck)
                .map(this::uniqueRule)
                .toList();
    }

    private UniqueRule uniqueRule(Rule rule) {
        UniqueCheck check = (UniqueCheck) rule.check();
        return new UniqueRule(rule, check.columns().isEmpty() ? schema.names() : check.columns(), check.keepsLast());
    }

    /**
     * All checks that look at one row by itself as one predicate.
     *
     * @return a checker for one thread
     */
    public RowChecker checker() {
        return new RowChecker(schema, rules);
    }

    /**
     * The rules about all rows together, in the order of declaration. They are judged on the rows that are kept.
     *
     * @return an immutable list
     */
    public List<TableRule> tableRules() {
        return tableRules;
    }

    /**
     * What tells a row from the others, for the account of rows that break a rule.
     *
     * @param row a row of the schema
     * @return its values of the {@linkplain Builder#key key} as a CSV record, in which a missing one, or one that could not be
     *     parsed, is empty; empty text without a key
     */
    public String keyOf(Row row) {
        return RowText.record(row, key);
    }

    /**
     * What a violation means for its row.
     *
     * @param violation a violation of one of the rules, or of the parser
     * @return the rule's severity; {@link Severity#QUARANTINE} if it comes from the parser
     */
    public Severity severityOf(Violation violation) {
        return isUnparsed(violation)
                ? Severity.QUARANTINE
                : rules.get(indexOf(violation)).severity();
    }

    /**
     * Whether a violation comes from the parser and not from a rule.
     *
     * @param violation any violation
     * @return true if no rule has its name
     */
    public boolean isUnparsed(Violation violation) {
        return indexOf(violation) == UNPARSED;
    }

    /**
     * Puts violations in order of importance: the parser's, then by rule, warnings last.
     *
     * @param violations the violations of one row
     * @return a list; its first entry decides what becomes of the row
     */
    public List<Violation> inOrder(List<Violation> violations) {
        if (violations.size() < 2) {
            return List.copyOf(violations);
        }
        List<Violation> ordered = new ArrayList<>(violations);
        ordered.sort(Comparator.<Violation, Boolean>comparing(each -> severityOf(each) == Severity.WARN)
                .thenComparingInt(this::indexOf));
        return ordered;
    }

    private int indexOf(Violation violation) {
        return indexOf(violation.rule());
    }

    /** The position of a rule; negative if the name is the parser's. */
    int indexOf(String rule) {
        return indexByName.getOrDefault(rule, UNPARSED);
    }

    /**
     * Whether a row with these violations needs its raw text kept.
     *
     * @param violations the violations of one row
     * @return true if it will be quarantined or fail the run
     */
    public boolean needsRaw(List<Violation> violations) {
        for (Violation each : violations) {
            if (isSetAside(severityOf(each))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a rule that compares rows may set aside a row that has no violation yet.
     *
     * @return true if an engine must be able to give any row's raw text later
     */
    public boolean setsRepeatsAside() {
        return repeatsAreSetAside;
    }

    private static boolean isSetAside(Severity severity) {
        return severity == Severity.QUARANTINE || severity == Severity.FAIL;
    }

    /**
     * Ends the run if its rows are not good enough to go on with.
     *
     * @param report the account of all rows
     * @throws InvalidDataException if there is no row, none was kept, a rule of severity {@link Severity#FAIL} was broken, or
     *     the share of quarantined rows exceeds the maximum; the message shows the rules and one example
     */
    public void judge(QualityReport report) {
        if (report.read() == 0) {
            throw new InvalidDataException(
                    "There is no row below the header of any file; maybe the export was cut off");
        }
        if (report.failed() > 0) {
            throw new InvalidDataException(
                    report.failed() + " of " + report.read() + " rows break a rule that must hold: " + report.worst());
        }
        if (report.kept() == 0) {
            throw new InvalidDataException("None of " + report.read() + " rows is good: " + report.worst()
                    + ". Correct the input or the rules");
        }
        judgeTable(report);
        double share = (double) report.quarantined() / report.read();
        if (share > maxQuarantineShare) {
            throw new InvalidDataException(
                    report.quarantined() + " of " + report.read() + " rows would be quarantined, above "
                            + "the maximum share of " + maxQuarantineShare + ": " + report.worst()
                            + ". Correct the input or raise maxQuarantineShare");
        }
    }

    private static void judgeTable(QualityReport report) {
        List<TableOutcome> broken = report.tableRules().stream()
                .filter(rule -> rule.severity() == Severity.FAIL && !rule.isMet())
                .toList();
        if (!broken.isEmpty()) {
            throw new InvalidDataException("The " + report.kept() + " rows that would be kept break "
                    + (broken.size() == 1
                            ? "a rule that must hold: "
                            : broken.size() + " rules that must hold, first: ")
                    + broken.get(0) + ". Correct the input or the rule");
        }
    }

    @Override
    public String toString() {
        return "Expectations" + rules + tableRules;
    }

    /** Collects rules in order of importance. Not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final List<Rule> rules = new ArrayList<>();
        private final List<TableRule> tableRules = new ArrayList<>();
        private List<String> key = List.of();
        private double maxQuarantineShare = 1;

        private Builder(Schema schema) {
            this.schema = schema;
        }

        /**
         * Ends the run with an error where a row breaks the rule.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder fail(String name, Check check) {
            return add(name, Severity.FAIL, check);
        }

        /**
         * Sets rows that break the rule aside.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder quarantine(String name, Check check) {
            return add(name, Severity.QUARANTINE, check);
        }

        /**
         * Leaves rows that break the rule out, as expected.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder drop(String name, Check check) {
            return add(name, Severity.DROP, check);
        }

        /**
         * Counts rows that break the rule and keeps them.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder warn(String name, Check check) {
            return add(name, Severity.WARN, check);
        }

        /**
         * Ends the run with an error, before anything is published, if the rows that would be kept break the rule.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder fail(String name, TableCheck check) {
            return add(name, Severity.FAIL, check);
        }

        /**
         * Tells in the report whether the rows that are kept meet the rule.
         *
         * @param name the rule's name
         * @param check the condition
         * @return this builder
         * @throws IllegalArgumentException if the name is taken, or a column is unknown or of the wrong type
         */
        public Builder warn(String name, TableCheck check) {
            return add(name, Severity.WARN, check);
        }

        private Builder add(String name, Severity severity, TableCheck check) {
            requireFree(name, check);
            require(name, () -> check.require(schema));
            tableRules.add(new TableRule(name, severity, check));
            return this;
        }

        private void requireFree(String name, Object check) {
            if (name.isBlank()
                    || rules.stream().anyMatch(rule -> rule.name().equals(name))
                    || tableRules.stream().anyMatch(rule -> rule.name().equals(name))) {
                throw new IllegalArgumentException("A rule needs a name of its own, got '" + name + "' for " + check);
            }
        }

        private static void require(String name, Runnable check) {
            try {
                check.run();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Rule '" + name + "': " + e.getMessage(), e);
            }
        }

        private Builder add(String name, Severity severity, Check check) {
            requireFree(name, check);
            if (check instanceof RowCheck one) {
                require(name, () -> one.require(schema));
            }
            if (check instanceof UniqueCheck unique) {
                unique.columns().forEach(schema::indexOf);
            }
            rules.add(new Rule(name, severity, check));
            return this;
        }

        /**
         * Names the columns that tell rows apart, such as an order's number and its line: rows that break a rule are listed with
         * these values, so that people find them at their source. Nothing is checked; {@link Checks#unique} does that.
         *
         * @param columns one or more columns
         * @return this builder
         * @throws IllegalArgumentException if there is none, or one is unknown or named twice
         * @throws IllegalStateException if the key is set already
         */
        public Builder key(String... columns) {
            if (!key.isEmpty()) {
                throw new IllegalStateException("The key is " + key + " already; name all of its columns in one call");
            }
            if (columns.length == 0 || Arrays.stream(columns).distinct().count() < columns.length) {
                throw new IllegalArgumentException(
                        "A key is one or more columns, each named once, got " + Arrays.toString(columns));
            }
            List.of(columns).forEach(schema::indexOf);
            key = List.of(columns);
            return this;
        }

        /**
         * Ends the run with an error if too many rows are quarantined; without this call any number may be.
         *
         * @param share the largest share of the rows read, 0 to 1
         * @return this builder
         * @throws IllegalArgumentException if it is not from 0 to 1
         */
        public Builder maxQuarantineShare(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("A share is from 0 to 1, got " + share);
            }
            maxQuarantineShare = share;
            return this;
        }

        /**
         * Builds the expectations; the builder may go on and build again.
         *
         * @return an immutable value
         */
        public Expectations build() {
            return new Expectations(this);
        }
    }
}
