package io.mlpipeline.drift.alert;

import io.mlpipeline.drift.Aspect;
import io.mlpipeline.drift.ColumnDrift;
import io.mlpipeline.drift.DriftReport;
import io.mlpipeline.drift.Finding;
import io.mlpipeline.drift.SegmentedDriftReport;
import io.mlpipeline.drift.Severity;
import java.util.ArrayList;
import java.util.List;

/** What drift reports say, as checks. */
public final class AlertChecks {
    private AlertChecks() {}

    /**
     * The checks of a report: two for every column, drift and data quality, and one for the data set.
     *
     * @param model the model's name
     * @param segment the segment the report is on, empty for the whole
     * @param report a drift report
     * @return the checks; all is well where nothing was found or judged
     */
    public static List<AlertCheck> of(String model, String segment, DriftReport report) {
        List<AlertCheck> checks = new ArrayList<>();
        for (ColumnDrift column : report.columns()) {
            Severity quality =
                    column.finding(Aspect.MISSING_RATE).map(Finding::severity).orElse(Severity.NONE);
            Severity drift =
                    column.finding(Aspect.DISTRIBUTION).map(Finding::severity).orElse(Severity.NONE);
            checks.add(check(model, segment, column.column(), AlertSubject.DATA_QUALITY, quality, column.words()));
            checks.add(check(model, segment, column.column(), AlertSubject.DRIFT, drift, column.words()));
        }
        checks.add(check(model, segment, "", AlertSubject.DRIFT, report.severity(), report.words()));
        return checks;
    }

    /**
     * The checks of a report by segments.
     *
     * @param model the model's name
     * @param report a segmented drift report
     * @return the checks of every segment
     */
    public static List<AlertCheck> of(String model, SegmentedDriftReport report) {
        List<AlertCheck> checks = new ArrayList<>();
        report.segments().forEach((segment, each) -> checks.addAll(of(model, segment, each)));
        return checks;
    }

    private static AlertCheck check(
            String model, String segment, String column, String detector, Severity severity, String words) {
        return new AlertCheck(new AlertSubject(model, segment, column, detector), severity, words);
    }
}
