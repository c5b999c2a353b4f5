package io.mlpipeline.registry.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side.
 *
 * @param runs the runs, in the order of the columns
 * @param differing what is not the same for all of them: code, data, parameters, environment
 * @param metrics every metric that one of them has
 */
public record RunComparison(List<RunId> runs, List<Line> differing, List<Line> metrics) {
    /** What stands for something that a run does not have. */
    public static final String ABSENT = "(absent)";

    /** Copies the lists. */
    public RunComparison {
        runs = List.copyOf(runs);
        differing = List.copyOf(differing);
        metrics = List.copyOf(metrics);
    }

    /**
     * Compares runs.
     *
     * @param runs two or more
     * @return what differs
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static RunComparison of(List<Run> runs) {
        if (runs.size() < 2) {
            throw new IllegalArgumentException("It takes two runs or more to compare, got " + runs.size());
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("code", runs.stream().map(Run::codeVersion).toList()));
        lines.add(new Line("data", runs.stream().map(Run::dataFingerprint).toList()));
        lines.addAll(lines("parameter ", runs, Run::parameters));
        lines.addAll(lines("environment ", runs, Run::environment));
        return new RunComparison(
                runs.stream().map(Run::id).toList(),
                lines.stream().filter(Line::differs).toList(),
                lines("", runs, Run::metrics));
    }

    private static <V> List<Line> lines(String prefix, List<Run> runs, Function<Run, ? extends Map<String, V>> part) {
        SortedSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(part.apply(run).keySet()));
        return names.stream()
                .map(name -> new Line(
                        prefix + name,
                        runs.stream()
                                .map(run -> text(part.apply(run).get(name)))
                                .toList()))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? ABSENT : value.toString();
    }

    /**
     * One thing of every run.
     *
     * @param name what
     * @param values its value in each run, or {@link #ABSENT}
     */
    public record Line(String name, List<String> values) {
        /** Copies the list. */
        public Line {
            values = List.copyOf(values);
        }

        /**
         * Tells whether it is not the same for all.
         *
         * @return true if there are two values or more
         */
        public boolean differs() {
            return values.stream().distinct().count() > 1;
        }
    }
}
