package io.mlpipeline.api.report;

import java.util.List;

/** The horizontal axis of a line chart: as many ticks as have room for their labels. */
final class XAxis {
    private static final double SMALLEST_LABEL = 28;
    private static final double THREE_DAYS = 3 * 86_400.0;

    private final boolean time;
    private final boolean wholeDays;
    private final Range range;

    private XAxis(boolean time, boolean wholeDays, Range range) {
        this.time = time;
        this.wholeDays = wholeDays;
        this.range = range;
    }

    static XAxis over(List<XValues> positions) {
        boolean time = positions.get(0).isTime();
        Range range = Range.EMPTY;
        for (XValues each : positions) {
            for (int i = 0; i < each.size(); i += Math.max(1, each.size() - 1)) {
                range = range.including(each.at(i));
            }
        }
        boolean wholeDays = positions.stream().allMatch(XValues::isWholeDays);
        return new XAxis(time, wholeDays, time ? range.widened(THREE_DAYS) : range.widened());
    }

    Range range() {
        return range;
    }

    String from() {
        return full(range.low());
    }

    String to() {
        return full(range.high());
    }

    List<Tick> ticks(LinearScale scale, double drawingWidth) {
        int most = (int) ((scale.to() - scale.from()) / SMALLEST_LABEL);
        return time ? timeTicks(scale, drawingWidth, most) : numberTicks(scale, drawingWidth, most);
    }

    private List<Tick> timeTicks(LinearScale scale, double drawingWidth, int most) {
        for (TimeStep step : TimeStep.ALL) {
            boolean tooFine = (range.high() - range.low()) / step.seconds() > most;
            if (!tooFine && !(wholeDays && step.isWithinDay())) {
                List<Tick> ticks = TimeTicks.within(range, step);
                if (Tick.fit(ticks, scale, drawingWidth)) {
                    return ticks;
                }
            }
        }
        return List.of();
    }

    private List<Tick> numberTicks(LinearScale scale, double drawingWidth, int most) {
        for (int count = Math.min(most, 10); count >= 2; count--) {
            List<Tick> ticks = NiceTicks.within(range, count).labelled();
            if (Tick.fit(ticks, scale, drawingWidth)) {
                return ticks;
            }
        }
        return List.of();
    }

    private String full(double value) {
        return time ? TimeTicks.full(value) : NumberText.significant(value);
    }
}
