package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The outline of a series in pixels, in runs: a value without a place in the chart ends a run, so a gap stays a gap.
 *
 * <p>Where many points share a pixel column only the first, lowest, highest and last are kept, which draws the same pixels.
 */
final class LinePath {
    private final List<List<Point>> runs;

    private LinePath(List<List<Point>> runs) {
        this.runs = runs;
    }

    private record Point(double x, double y) {
        String text() {
            return Svg.coordinate(x) + " " + Svg.coordinate(y);
        }
    }

    static LinePath of(XValues xs, double[] ys, LinearScale x, LinearScale y) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (int i = 0; i < ys.length; i++) {
            if (Range.isDrawn(ys[i])) {
                run.add(new Point(x.at(xs.at(i)), y.at(ys[i])));
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return new LinePath(runs.stream().map(LinePath::thinned).toList());
    }

    /** The runs of two points or more. */
    String lines() {
        StringBuilder path = new StringBuilder();
        runs.stream().filter(run -> run.size() > 1).forEach(run -> append(path, run));
        return path.toString();
    }

    /** The points without neighbours, as lines of no length that a round cap turns into dots. */
    String dots() {
        StringBuilder path = new StringBuilder();
        runs.stream()
                .filter(run -> run.size() == 1)
                .forEach(run -> path.append('M').append(run.get(0).text()).append("h0"));
        return path.toString();
    }

    /** The area between this line and another over the same positions with the same gaps. */
    String areaTo(LinePath other) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            List<Point> outline = new ArrayList<>(runs.get(i));
            List<Point> back = other.runs.get(i);
            for (int j = back.size() - 1; j >= 0; j--) {
                outline.add(back.get(j));
            }
            append(path, outline);
            path.append('Z');
        }
        return path.toString();
    }

    private static void append(StringBuilder path, List<Point> points) {
        for (int i = 0; i < points.size(); i++) {
            path.append(i == 0 ? 'M' : i == 1 ? 'L' : ' ').append(points.get(i).text());
        }
    }

    private static List<Point> thinned(List<Point> run) {
        List<Point> kept = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= run.size(); end++) {
            if (end == run.size() || column(run.get(end)) != column(run.get(start))) {
                addColumn(kept, run.subList(start, end));
                start = end;
            }
        }
        return List.copyOf(kept);
    }

    private static long column(Point point) {
        return (long) Math.floor(point.x());
    }

    private static void addColumn(List<Point> kept, List<Point> column) {
        if (column.size() <= 4) {
            kept.addAll(column);
            return;
        }
        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < column.size(); i++) {
            lowest = column.get(i).y() < column.get(lowest).y() ? i : lowest;
            highest = column.get(i).y() > column.get(highest).y() ? i : highest;
        }
        int last = column.size() - 1;
        IntStream.of(0, Math.min(lowest, highest), Math.max(lowest, highest), last)
                .distinct()
                .forEach(i -> kept.add(column.get(i)));
    }
}
