package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lengths of texts and their shapes: texts of one shape differ in their letters, digits and how many. Mergeable; not thread-safe. */
final class TextShapes implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHAPES = 64;
    private static final int MOST_RUNS = 12;
    private static final int MOST_ALTERNATIVES = 3;

    private final TreeMap<String, Shape> shapes = new TreeMap<>();
    private boolean tooMany;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    void add(String text) {
        int length = text.codePointCount(0, text.length());
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        if (!tooMany) {
            add(Shape.of(text));
        }
    }

    private void add(Shape shape) {
        shapes.merge(shape.runs(), shape, Shape::merge);
        if (shapes.size() > MOST_SHAPES || shape.runs().length() > MOST_RUNS || !shape.isSayable()) {
            tooMany = true;
            shapes.clear();
        }
    }

    void merge(TextShapes other) {
        shortest = Math.min(shortest, other.shortest);
        longest = Math.max(longest, other.longest);
        if (other.tooMany) {
            tooMany = true;
            shapes.clear();
        }
        for (Shape shape : other.shapes.values()) {
            if (!tooMany) {
                add(shape);
            }
        }
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }

    /** A regular expression and the number of texts that have one of its shapes. */
    record Pattern(String regex, long texts) {}

    /** The most frequent shapes; empty if they hold too few of the texts, or there is no digit in them that makes them a code. */
    Optional<Pattern> pattern(long texts, double least) {
        List<Shape> byFrequency = shapes.values().stream()
                .sorted(Comparator.comparingLong(Shape::texts).reversed().thenComparing(Shape::runs))
                .limit(MOST_ALTERNATIVES)
                .toList();
        long covered = 0;
        for (int i = 0; i < byFrequency.size(); i++) {
            covered += byFrequency.get(i).texts();
            if (covered >= least * texts) {
                List<Shape> chosen = byFrequency.subList(0, i + 1);
                return chosen.stream().anyMatch(shape -> shape.runs().indexOf(Shape.DIGITS) >= 0)
                        ? Optional.of(new Pattern(regex(chosen), covered))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String regex(List<Shape> shapes) {
        return shapes.stream().map(Shape::regex).collect(Collectors.joining("|"));
    }
}
