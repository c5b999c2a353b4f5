package io.mlpipeline.etl.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationSuggestionsTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("code")
            .text("grade \"A\"")
            .number("price")
            .integer("change")
            .date("day")
            .timestamp("at")
            .bool("promo")
            .integer("rare")
            .build();

    /** 200 rows; every tenth lacks a grade, 4 changes are negative, the last code is odd. */
    private static Frame rows() {
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < 200; i++) {
            row.clear().setText(0, i == 199 ? "gift #1" : "AB-" + (1_000 + i)).setNumber(2, 0.5 + i % 7);
            row.setInteger(3, i < 4 ? -1 - i : i % 5)
                    .setInteger(4, 19_000 + i % 30)
                    .setInteger(5, 1_000_000L * i);
            row.setInteger(6, i % 2);
            if (i % 10 > 0) {
                row.setText(1, i % 3 == 0 ? "gut\n" : "\u00e4\\");
            }
            frame.add(i < 5 ? row.setInteger(7, i) : row);
        }
        return frame.build();
    }

    private static QualityReport check(Expectations expectations, Frame rows) {
        QualityTally tally = new QualityTally(expectations);
        RowChecker checker = expectations.checker();
        TableTally.Counter counter = tally.table().counter(expectations);
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            List<Violation> found = new ArrayList<>();
            checker.check(row, found);
            counter.add(row);
            if (found.isEmpty()) {
                tally.addGood(1);
            } else {
                tally.add(QuarantinedRow.of("", row.position() + 1L, row, found));
            }
        }
        return tally.report();
    }

    private static Suggestion suggestion(String rule) {
        return ExpectationSuggestions.of(rows()).rule(rule).orElseThrow();
    }

    @Test
    void everySuggestionHoldsOnTheDataItCameFrom() {
        Expectations expectations = ExpectationSuggestions.of(rows()).asExpectations();
        QualityReport report = check(expectations, rows());
        assertThat(report.rules()).isNotEmpty().allMatch(rule -> rule.severity() == Severity.WARN && rule.hits() == 0);
        assertThat(report.tableRules()).hasSize(3).allMatch(TableOutcome::isMet);
    }

    @Test
    void suggestsWhatSomeoneWhoKnowsTheRowsWouldSay() {
        assertThat(ExpectationSuggestions.of(rows()).all().stream().map(Suggestion::rule))
                .containsExactly(
                        "code is there",
                        "code has a length in range",
                        "code has the shape of a code",
                        "code is unique",
                        "grade \"A\" is there",
                        "grade \"A\" is one of the known",
                        "price is there",
                        "price is in range",
                        "price is not negative",
                        "change is there",
                        "change is in range",
                        "change is not negative",
                        "day is there",
                        "day is in range",
                        "at is there",
                        "at is in range",
                        "at is unique",
                        "promo is there");
        assertThat(suggestion("price is in range").check()).isEqualTo(Checks.between("price", 0.5, 6.5));
        assertThat(suggestion("day is in range").check())
                .isEqualTo(Checks.between("day", LocalDate.ofEpochDay(19_000), LocalDate.ofEpochDay(19_029)));
        assertThat(suggestion("at is in range").check())
                .isEqualTo(Checks.between("at", Instant.EPOCH, Instant.ofEpochSecond(199)));
        assertThat(suggestion("grade \"A\" is one of the known").check())
                .isEqualTo(Checks.oneOf("grade \"A\"", "gut\n", "\u00e4\\"));
        assertThat(suggestion("code has a length in range").check()).isEqualTo(Checks.length("code", 7, 7));
        assertThat(suggestion("code has the shape of a code").java()).contains("\"[A-Z]{2}\\\\-[0-9]{4}\"");
    }

    /** {@link WilsonTest} compares the interval itself with another library. */
    @Test
    void aShareIsTheLowerEndOfWilsonsInterval() {
        Suggestion grade = suggestion("grade \"A\" is there");
        assertThat(grade.least()).isCloseTo(new Wilson(180, 200).low(), within(0.0));
        assertThat(grade.evidence()).startsWith("180 of 200 rows have a value");
        assertThat(suggestion("change is not negative").evidence()).startsWith("4 of 200 values are below 0");
        assertThat(suggestion("code has the shape of a code").evidence()).startsWith("199 of 200 values match");
        assertThat(suggestion("price is there").least()).isEqualTo(1);
    }

    @Test
    void theSamePartsInAnyOrderSuggestTheSame() {
        Frame rows = rows();
        SuggestionProfiler total = new SuggestionProfiler(SCHEMA);
        for (int part = 6; part >= 0; part--) {
            SuggestionProfiler own = new SuggestionProfiler(SCHEMA);
            for (Frame.Cursor row = rows.cursor(); row.next(); ) {
                if (row.position() % 7 == part) {
                    own.add(row);
                }
            }
            total.merge(own);
        }
        assertThat(total.suggest().toString())
                .isEqualTo(ExpectationSuggestions.of(rows).toString());
    }

    @Test
    void aRepeatedValueIsFoundAcrossParts() {
        Schema schema = Schema.builder().integer("key").build();
        SuggestionProfiler one = new SuggestionProfiler(schema);
        SuggestionProfiler other = new SuggestionProfiler(schema);
        for (int i = 0; i < 300; i++) {
            one.add(RowBuffer.of(schema).setInteger(0, i));
            other.add(RowBuffer.of(schema).setInteger(0, 299 + i));
        }
        assertThat(one.suggest().rule("key is unique")).isPresent();
        assertThat(one.merge(other).suggest().rule("key is unique")).isEmpty();
    }

    @Test
    void fewRowsSupportNothing() {
        assertThat(ExpectationSuggestions.of(rows().where(row -> row < 19)).all())
                .isEmpty();
        assertThat(ExpectationSuggestions.of(Frame.builder(SCHEMA).build()).all())
                .isEmpty();
    }

    @Test
    void infinityIsOutsideTheRangeAndCounted() {
        Schema schema = Schema.builder().number("x").build();
        Frame.Builder frame = Frame.builder(schema);
        for (int i = 0; i < 100; i++) {
            frame.add(RowBuffer.of(schema).setNumber(0, i == 50 ? Double.POSITIVE_INFINITY : i));
        }
        Frame rows = frame.build();
        ExpectationSuggestions suggestions = ExpectationSuggestions.of(rows);
        assertThat(suggestions.rule("x is in range").orElseThrow().least()).isBetween(0.9, 0.99);
        assertThat(check(suggestions.asExpectations(), rows).tableRules())
                .isNotEmpty()
                .allMatch(TableOutcome::isMet);
    }

    @Test
    void theJavaCodeBuildsTheSameExpectations(@TempDir Path folder) throws Exception {
        ExpectationSuggestions suggestions = ExpectationSuggestions.of(rows());
        String source = "import static io.mlpipeline.etl.features.quality.Checks.*;\n"
                + "import static io.mlpipeline.etl.features.quality.TableChecks.*;\n"
                + "import io.mlpipeline.api.data.Schema;\nimport io.mlpipeline.etl.features.quality.Expectations;\n"
                + "import java.time.Instant;\nimport java.time.LocalDate;\n"
                + "public class Written { public static Expectations of(Schema schema) { return "
                + suggestions.toJava() + "; } }";
        assertThat(compiled(source, folder).toString())
                .isEqualTo(suggestions.asExpectations().toString())
                .contains("gut\n");
    }

    private static Object compiled(String source, Path folder)
            throws java.io.IOException, ReflectiveOperationException, InvocationTargetException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Written.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        assertThat(compiler.getTask(null, null, null, options, null, List.of(file))
                        .call())
                .as(source)
                .isTrue();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, ExpectationSuggestionsTest.class.getClassLoader())) {
            return loader.loadClass("Written").getMethod("of", Schema.class).invoke(null, SCHEMA);
        }
    }
}
