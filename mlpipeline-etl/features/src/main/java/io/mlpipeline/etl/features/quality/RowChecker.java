package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All checks that look at one row by itself as one predicate; see {@link Expectations#checker()}. Not thread-safe. */
public final class RowChecker {
    private final RowCheck[] checks;
    private final String[] rules;
    private final List<Predicate<Row>> predicates = new ArrayList<>();
    private final int[][] positions;

    RowChecker(Schema schema, List<Rule> all) {
        List<Rule> own =
                all.stream().filter(rule -> rule.check() instanceof RowCheck).toList();
        this.checks = own.stream().map(rule -> (RowCheck) rule.check()).toArray(RowCheck[]::new);
        this.rules = own.stream().map(Rule::name).toArray(String[]::new);
        this.positions = new int[checks.length][];
        for (int i = 0; i < checks.length; i++) {
            predicates.add(checks[i].bind(schema));
            boolean isWhole = checks[i].column().equals(Violation.WHOLE_ROW);
            positions[i] = isWhole ? new int[0] : new int[] {schema.indexOf(checks[i].column())};
        }
    }

    /**
     * Checks one row by itself. A column that already has a violation, because it could not be parsed, is not checked again.
     *
     * @param row a row of the schema
     * @param violations what is known to be wrong with the row; receives one entry a broken rule
     */
    public void check(Row row, List<Violation> violations) {
        int known = violations.size();
        for (int i = 0; i < checks.length; i++) {
            if (!predicates.get(i).test(row) && !isAmong(violations, known, checks[i].column())) {
                violations.add(Violation.of(row, rules[i], positions[i]));
            }
        }
    }

    private static boolean isAmong(List<Violation> violations, int known, String column) {
        for (int i = 0; i < known; i++) {
            String at = violations.get(i).column();
            if (at.equals(column) || at.equals(Violation.WHOLE_ROW)) {
                return true;
            }
        }
        return false;
    }
}
