package io.mlpipeline.models.timeseries.reconciliation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shares that the bottom series had of their total. */
final class Shares {
    private Shares() {}

    static double[] of(Hierarchy hierarchy, Panel past, Reconciliation.Proportions proportions) {
        Hierarchy whole = Hierarchy.over(hierarchy.bottom()).total();
        TimeSeries total = whole.aggregate(past).series(whole.nodes().get(0));
        SortedMap<LocalDateTime, Double> totals = new TreeMap<>();
        for (int t = 0; t < total.length(); t++) {
            totals.put(total.stamp(t), total.value(t));
        }
        List<List<String>> keys = hierarchy.bottom();
        double[] shares = new double[keys.size()];
        Arrays.setAll(shares, i -> share(past.series(keys.get(i)), totals, proportions));
        if (!Arrays.stream(shares).allMatch(Double::isFinite)) {
            throw new InvalidDataException("the past gives no shares of the total, whose values are all 0 or missing");
        }
        return shares;
    }

    private static double share(
            TimeSeries part, SortedMap<LocalDateTime, Double> totals, Reconciliation.Proportions proportions) {
        double sum = 0;
        for (int t = 0; t < part.length(); t++) {
            double total = totals.getOrDefault(part.stamp(t), Double.NaN);
            if (counts(total)) {
                sum += proportions == Reconciliation.Proportions.AVERAGE ? part.value(t) / total : part.value(t);
            }
        }
        return sum
                / totals.values().stream()
                        .filter(Shares::counts)
                        .mapToDouble(total -> proportions == Reconciliation.Proportions.AVERAGE ? 1 : total)
                        .sum();
    }

    /** Where the total is there, so are all its parts. */
    private static boolean counts(double total) {
        return !Double.isNaN(total) && total != 0;
    }
}
