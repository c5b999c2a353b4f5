package io.mlpipeline.api.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Draws groups of horizontal bars, each with its name on the left and its value at its end. */
final class HorizontalBars {
    private static final double BAR = 14;
    private static final double GROUP_GAP = 8;
    private static final double GAP = 8;
    private static final double LARGEST_NAME_SHARE = 0.3;
    private static final int SPOKEN = 5;

    private final String title;
    private final List<Group> groups;
    private final List<String> cssClasses;
    private final DoubleFunction<String> format;

    HorizontalBars(String title, List<Group> groups, List<String> cssClasses, DoubleFunction<String> format) {
        this.title = title;
        this.groups = groups;
        this.cssClasses = cssClasses;
        this.format = format;
    }

    /** A name and one value a colour. */
    record Group(String name, double[] values) {}

    void writeTo(Markup out, ChartSize size) {
        LinearScale scale = scale(size);
        double groupHeight = BAR * cssClasses.size() + GROUP_GAP;
        size.open(out, groupHeight * groups.size() + GROUP_GAP, summary());
        Svg svg = new Svg(out);
        for (int i = 0; i < groups.size(); i++) {
            double top = GROUP_GAP + i * groupHeight;
            svg.label(
                    "end",
                    nameWidth(size),
                    middle(top, groupHeight - GROUP_GAP),
                    groups.get(i).name(),
                    nameWidth(size));
            writeBars(svg, groups.get(i), scale, top);
        }
        double zero = scale.at(0);
        svg.line("axis", zero, GROUP_GAP / 2, zero, groupHeight * groups.size() + GROUP_GAP / 2);
        out.close("svg");
    }

    private void writeBars(Svg svg, Group group, LinearScale scale, double top) {
        for (int i = 0; i < cssClasses.size(); i++) {
            double value = group.values()[i];
            double y = top + i * BAR;
            double zero = scale.at(0);
            double end = Range.isDrawn(value) ? scale.at(value) : zero;
            String text = format.apply(value);
            svg.bar(
                    "bar " + cssClasses.get(i),
                    Math.min(zero, end),
                    y + 1,
                    Math.abs(end - zero),
                    BAR - 2,
                    group.name() + ": " + text);
            boolean leftwards = end < zero;
            svg.label(leftwards ? "end" : "start", leftwards ? end - GAP / 2 : end + GAP / 2, middle(y, BAR), text);
        }
    }

    private LinearScale scale(ChartSize size) {
        Range range = Range.EMPTY.including(0);
        double valueWidth = 0;
        for (Group group : groups) {
            range = range.including(group.values());
            for (double value : group.values()) {
                valueWidth = Math.max(valueWidth, TextWidth.of(format.apply(value), ChartSize.FONT));
            }
        }
        double left = nameWidth(size) + GAP + (range.low() < 0 ? valueWidth + GAP : 0);
        Range drawn = range.high() > range.low() ? range : new Range(0, 1);
        return new LinearScale(drawn, left, size.width() - valueWidth - GAP);
    }

    private double nameWidth(ChartSize size) {
        double widest = groups.stream()
                .mapToDouble(group -> TextWidth.of(group.name(), ChartSize.FONT))
                .max()
                .orElse(0);
        return Math.min(widest, size.width() * LARGEST_NAME_SHARE);
    }

    private static double middle(double top, double height) {
        return top + height / 2 + ChartSize.FONT * 0.36;
    }

    private String summary() {
        String first = groups.stream()
                .limit(SPOKEN)
                .map(group -> group.name() + " "
                        + Arrays.stream(group.values()).mapToObj(format).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", "));
        int more = groups.size() - SPOKEN;
        return title + " " + first + (more > 0 ? " and " + more + " more." : ".");
    }
}
