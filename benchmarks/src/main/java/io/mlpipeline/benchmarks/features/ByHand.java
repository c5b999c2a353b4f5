package io.mlpipeline.benchmarks.features;

import io.mlpipeline.api.data.Frame;
import java.time.LocalDate;
import java.util.List;

/** What one would write for one pipeline and one layout: plain fields, no rows, nothing to configure. */
final class ByHand {
    private final double[][] numbers;
    private final LocalDate[] days;
    private final String[] countries;
    private final List<String> categories;

    ByHand(Frame frame, int width, List<String> categories) {
        this.numbers = new double[frame.size()][width];
        this.days = new LocalDate[frame.size()];
        this.countries = new String[frame.size()];
        this.categories = categories;
        int day = frame.schema().indexOf("day");
        int country = frame.schema().indexOf("country");
        for (int i = 0; i < days.length; i++) {
            for (int j = 0; j < width; j++) {
                numbers[i][j] = frame.row(i).number(j);
            }
            days[i] = LocalDate.ofEpochDay(frame.row(i).integer(day));
            countries[i] = frame.row(i).text(country);
        }
    }

    void transform(int row, double[] out) {
        int at = 0;
        for (double x : numbers[row]) {
            double present = Double.isNaN(x) ? 0.5 : x;
            out[at++] = present < -1.5 ? -1.5 : present > 1.5 ? 1.5 : present;
        }
        out[at++] = days[row].getMonthValue();
        out[at++] = days[row].getDayOfWeek().getValue();
        String country = countries[row];
        for (String category : categories) {
            out[at++] = category.equals(country) ? 1 : 0;
        }
    }
}
