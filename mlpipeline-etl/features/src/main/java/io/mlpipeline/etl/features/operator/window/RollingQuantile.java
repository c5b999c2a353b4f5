package io.mlpipeline.etl.features.operator.window;

import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.WindowEvaluator;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;

/**
 * A quantile of a series column over the window of {@link Rolling}, by straight lines between order statistics (type 7 of Hyndman
 * and Fan). Missing values in the window are skipped; missing if it holds none.
 *
 * @param column the series column
 * @param length the window's length, positive; {@link Rolling#EXPANDING} for the whole past
 * @param share which quantile, 0 to 1
 */
public record RollingQuantile(String column, Duration length, double share) implements WindowExpression {
    /** Checks length and share. */
    public RollingQuantile {
        Windows.requirePositive(length, "A rolling window");
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile is given by a share from 0 to 1, got " + share);
        }
    }

    static RollingQuantile readRolling(Form form) {
        return new RollingQuantile(form.text("column"), Duration.parse(form.text("length")), form.number("share"));
    }

    static RollingQuantile readExpanding(Form form) {
        return new RollingQuantile(form.text("column"), Rolling.EXPANDING, form.number("share"));
    }

    @Override
    public Form form() {
        Form form = length.equals(Rolling.EXPANDING)
                ? Form.of("expanding-quantile").with("column", column)
                : Form.of("rolling-quantile").with("column", column).with("length", length.toString());
        return form.with("share", share);
    }

    @Override
    public Duration newest(Duration horizon) {
        return horizon;
    }

    @Override
    public WindowEvaluator evaluator(long unitsPerDay) {
        return new SortedWindow(share);
    }
}
