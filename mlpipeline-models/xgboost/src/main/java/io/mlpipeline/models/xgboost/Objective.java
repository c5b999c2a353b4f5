package io.mlpipeline.models.xgboost;

import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.training.Ranges;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a regressor minimises, and with it what it predicts. Immutable. */
public final class Objective {
    /** Squared error: predicts the mean. */
    public static final Objective SQUARED_ERROR = new Objective("reg:squarederror", Map.of(), Link.IDENTITY);

    /** Absolute error: predicts the median. */
    public static final Objective ABSOLUTE_ERROR = new Objective("reg:absoluteerror", Map.of(), Link.IDENTITY);

    /** Poisson likelihood on the log scale: predicts the mean of counts. Labels must not be negative. */
    public static final Objective POISSON = new Objective("count:poisson", Map.of(), Link.EXP);

    private final String nativeName;
    private final SortedMap<String, String> parameters;
    private final Link link;

    private Objective(String nativeName, Map<String, String> parameters, Link link) {
        this.nativeName = nativeName;
        this.parameters = new TreeMap<>(parameters);
        this.link = link;
    }

    /**
     * Tweedie likelihood on the log scale: predicts the mean of amounts that are often exactly 0, such as intermittent demand or
     * claims. Labels must not be negative.
     *
     * @param variancePower how the variance grows with the mean: above 1 (towards Poisson) and below 2 (towards gamma)
     * @return the objective
     */
    public static Objective tweedie(double variancePower) {
        Ranges.require(
                "tweedie variance power", variancePower > 1 && variancePower < 2, "above 1 and below 2", variancePower);
        return new Objective("reg:tweedie", Map.of("tweedie_variance_power", Double.toString(variancePower)), Link.EXP);
    }

    /**
     * Pinball loss: predicts a quantile.
     *
     * @param share which quantile, above 0 and below 1
     * @return the objective
     */
    public static Objective quantile(double share) {
        Ranges.require("quantile", share > 0 && share < 1, "above 0 and below 1", share);
        return new Objective("reg:quantileerror", Map.of("quantile_alpha", Double.toString(share)), Link.IDENTITY);
    }

    String nativeName() {
        return nativeName;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Link link() {
        return link;
    }

    /** Whether labels are means on the log scale, which no negative label can have. */
    boolean needsNonNegativeLabels() {
        return link == Link.EXP;
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? nativeName : nativeName + parameters;
    }
}
