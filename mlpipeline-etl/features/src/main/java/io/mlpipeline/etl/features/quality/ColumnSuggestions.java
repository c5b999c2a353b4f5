package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.NumericProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one column supports. Used once. */
final class ColumnSuggestions {
    /** Fewer values say nothing about those to come. */
    static final int ENOUGH = 20;

    private static final int MOST_CATEGORIES = 50;
    private static final int ROWS_A_CATEGORY = 10;
    private static final double MOSTLY = 0.95;
    private static final double LARGEST_EXACT = 1L << 53;

    private final String column;
    private final long rows;
    private final ColumnFacts facts;
    private final String quoted;
    private final List<Suggestion> found = new ArrayList<>();

    ColumnSuggestions(String column, long rows, ColumnFacts facts) {
        this.column = column;
        this.rows = rows;
        this.facts = facts;
        this.quoted = JavaText.quoted(column);
    }

    List<Suggestion> ofText(CategoricalProfile categories) {
        presence();
        if (facts.present() < ENOUGH) {
            return found;
        }
        int distinct = categories.counts().size();
        boolean isCategory = categories.other() == 0
                && distinct <= MOST_CATEGORIES
                && facts.present() >= (long) ROWS_A_CATEGORY * distinct;
        if (isCategory) {
            accepted(categories);
        } else {
            lengths();
            pattern();
        }
        uniqueness();
        return found;
    }

    List<Suggestion> ofNumbers(NumericProfile numbers) {
        presence();
        if (facts.present() < ENOUGH || numbers.count() == 0) {
            return found;
        }
        switch (facts.type()) {
            case NUMBER, INTEGER -> numbers(numbers);
            case DATE, TIMESTAMP -> times(numbers);
            default -> {}
        }
        uniqueness();
        return found;
    }

    private void presence() {
        long missing = rows - facts.present();
        if (facts.present() >= ENOUGH && facts.present() >= rows / 2) {
            add(
                    "is there",
                    Checks.notNull(column),
                    missing,
                    "notNull(" + quoted + ")",
                    facts.present() + " of " + rows + " rows have a value");
        }
    }

    private void accepted(CategoricalProfile categories) {
        String[] values = categories.counts().keySet().toArray(String[]::new);
        String list =
                categories.counts().keySet().stream().map(JavaText::quoted).collect(Collectors.joining(", "));
        add(
                "is one of the known",
                Checks.oneOf(column, values),
                0,
                "oneOf(" + quoted + ", " + list + ")",
                facts.present() + " values are " + values.length + " different ones");
    }

    private void lengths() {
        int least = facts.shapes().shortest();
        int most = facts.shapes().longest();
        add(
                "has a length in range",
                Checks.length(column, least, most),
                0,
                "length(" + quoted + ", " + least + ", " + most + ")",
                facts.present() + " values have from " + least + " to " + most + " characters");
    }

    private void pattern() {
        facts.shapes()
                .pattern(facts.present(), MOSTLY)
                .ifPresent(pattern -> add(
                        "has the shape of a code",
                        Checks.matches(column, pattern.regex()),
                        facts.present() - pattern.texts(),
                        "matches(" + quoted + ", " + JavaText.quoted(pattern.regex()) + ")",
                        pattern.texts() + " of " + facts.present() + " values match"));
    }

    private void numbers(NumericProfile numbers) {
        String values = numbers.count() + " of " + facts.present() + " values are from " + numbers.min() + " to "
                + numbers.max();
        add(
                "is in range",
                Checks.between(column, numbers.min(), numbers.max()),
                facts.present() - numbers.count(),
                "between(" + quoted + ", " + numbers.min() + ", " + numbers.max() + ")",
                values);
        if (facts.negative() <= (1 - MOSTLY) * facts.present()) {
            add(
                    "is not negative",
                    Checks.atLeast(column, 0),
                    facts.negative(),
                    "atLeast(" + quoted + ", 0)",
                    facts.negative() + " of " + facts.present() + " values are below 0");
        }
    }

    private void times(NumericProfile numbers) {
        if (Math.abs(numbers.min()) > LARGEST_EXACT || Math.abs(numbers.max()) > LARGEST_EXACT) {
            return; // the profile has rounded the bounds
        }
        if (facts.type() == ColumnType.DATE) {
            LocalDate first = LocalDate.ofEpochDay((long) numbers.min());
            LocalDate last = LocalDate.ofEpochDay((long) numbers.max());
            time(Checks.between(column, first, last), "LocalDate", first, last);
        } else {
            Instant first = Instant.EPOCH.plus((long) numbers.min(), ChronoUnit.MICROS);
            Instant last = Instant.EPOCH.plus((long) numbers.max(), ChronoUnit.MICROS);
            time(Checks.between(column, first, last), "Instant", first, last);
        }
    }

    private void time(Check check, String type, Object first, Object last) {
        String bounds = type + ".parse(\"" + first + "\"), " + type + ".parse(\"" + last + "\")";
        add(
                "is in range",
                check,
                0,
                "between(" + quoted + ", " + bounds + ")",
                facts.present() + " values are from " + first + " to " + last);
    }

    private void uniqueness() {
        // Two rows without a value would repeat each other.
        if (facts.isUnique() && rows - facts.present() <= 1) {
            add(
                    "is unique",
                    Checks.unique(column),
                    0,
                    "unique(" + quoted + ")",
                    "no two of " + facts.present() + " values are equal");
        }
    }

    private void add(String rule, Check check, long exceptions, String java, String evidence) {
        Wilson share = new Wilson(rows - exceptions, rows);
        found.add(new Suggestion(
                column + " " + rule,
                column,
                check,
                exceptions == 0 ? 1 : share.low(),
                java,
                evidence + "; 95 % interval of the share of good rows: " + share));
    }
}
