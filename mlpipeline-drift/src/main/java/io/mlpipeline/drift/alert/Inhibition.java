package io.mlpipeline.drift.alert;

/**
 * Alerts that make others pointless: while a source fires, nobody is told of its targets in the same model and segment.
 *
 * @param source the alerts that mute
 * @param target the alerts that are muted
 * @param sameColumn whether both must be about the same column
 */
public record Inhibition(AlertMatcher source, AlertMatcher target, boolean sameColumn) {

    /**
     * Missing values or a changed type explain why a column drifted.
     *
     * @return an inhibition of drift by data quality in the same column
     */
    public static Inhibition dataQualityMutesDrift() {
        return new Inhibition(
                new AlertMatcher("*", "*", "*", AlertSubject.DATA_QUALITY),
                new AlertMatcher("*", "*", "*", AlertSubject.DRIFT),
                true);
    }

    /**
     * One alert for a data set that drifted, not one for each of its columns as well.
     *
     * @return an inhibition of a data set's columns by the data set
     */
    public static Inhibition dataSetMutesColumns() {
        return new Inhibition(
                new AlertMatcher("*", "*", "", AlertSubject.DRIFT),
                new AlertMatcher("*", "*", "?*", AlertSubject.DRIFT),
                false);
    }

    boolean applies(AlertSubject firing, AlertSubject muted) {
        return !firing.equals(muted)
                && firing.model().equals(muted.model())
                && firing.segment().equals(muted.segment())
                && (!sameColumn || firing.column().equals(muted.column()))
                && source.matches(firing)
                && target.matches(muted);
    }
}
