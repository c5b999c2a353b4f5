package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.profile.NumericProfile;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the rules about all rows together need to know, in one pass whatever their number: one distribution a column and one
 * count a condition. Mergeable, so that every part can count its own. {@link Serializable} only so that a distributed engine can
 * move it. Not thread-safe.
 */
public final class TableTally implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, NumericProfile.Accumulator> columns = new TreeMap<>();
    private final long[] meeting;
    private long rows;

    TableTally(Expectations expectations) {
        this.meeting = new long[expectations.tableRules().size()];
        expectations
                .tableRules()
                .forEach(rule -> rule.check()
                        .profiled()
                        .ifPresent(
                                column -> columns.computeIfAbsent(column, name -> new NumericProfile.Accumulator())));
    }

    /**
     * Starts to count rows.
     *
     * @param expectations the rules
     * @return counts rows into this tally; for one thread
     */
    public Counter counter(Expectations expectations) {
        return new Counter(expectations);
    }

    /**
     * Adds the counts of another tally of the same rules.
     *
     * @param other the other tally, left as it is
     * @return this tally
     */
    public TableTally merge(TableTally other) {
        rows += other.rows;
        for (int i = 0; i < meeting.length; i++) {
            meeting[i] += other.meeting[i];
        }
        columns.forEach((name, column) -> column.merge(other.column(name)));
        return this;
    }

    private NumericProfile.Accumulator column(String name) {
        return Objects.requireNonNull(columns.get(name));
    }

    /**
     * What the rules found.
     *
     * @param rules the rules, as counted by
     * @return one outcome a rule, in their order
     */
    public List<TableOutcome> outcomes(List<TableRule> rules) {
        TreeMap<String, NumericProfile> profiles = new TreeMap<>();
        columns.forEach((name, column) -> profiles.put(name, column.build(name)));
        return IntStream.range(0, rules.size())
                .mapToObj(i -> outcome(rules.get(i), i, profiles))
                .toList();
    }

    private TableOutcome outcome(TableRule rule, int index, TreeMap<String, NumericProfile> profiles) {
        TableCheck check = rule.check();
        TableCheck.Finding finding = check.judge(new TableFacts() {
            @Override
            public long rows() {
                return rows;
            }

            @Override
            public NumericProfile profile() {
                return Objects.requireNonNull(profiles.get(check.profiled().orElseThrow()));
            }

            @Override
            public long meeting() {
                return meeting[index];
            }
        });
        return new TableOutcome(rule.name(), check.description(), rule.severity(), finding.isMet(), finding.observed());
    }

    /** Counts rows. Not thread-safe. */
    public final class Counter {
        private final RowPredicate[] conditions;
        private final int[] positions;
        private final NumericProfile.Accumulator[] accumulators;

        private interface RowPredicate {
            boolean test(Row row);
        }

        private Counter(Expectations expectations) {
            List<TableRule> rules = expectations.tableRules();
            this.conditions = new RowPredicate[rules.size()];
            for (int i = 0; i < conditions.length; i++) {
                conditions[i] = rules.get(i)
                        .check()
                        .counted()
                        .map(check -> check.bind(expectations.schema()))
                        .<RowPredicate>map(predicate -> predicate::test)
                        .orElse(row -> false);
            }
            this.positions = columns.keySet().stream()
                    .mapToInt(expectations.schema()::indexOf)
                    .toArray();
            this.accumulators = columns.values().toArray(NumericProfile.Accumulator[]::new);
        }

        /**
         * Counts a row.
         *
         * @param row a row of the expectations' schema
         */
        public void add(Row row) {
            rows++;
            for (int i = 0; i < conditions.length; i++) {
                meeting[i] += conditions[i].test(row) ? 1 : 0;
            }
            for (int i = 0; i < positions.length; i++) {
                accumulators[i].add(row.number(positions[i]));
            }
        }
    }
}
