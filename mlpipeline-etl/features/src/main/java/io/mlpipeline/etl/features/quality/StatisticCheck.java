package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.NumericProfile;
import java.util.Locale;
import java.util.Optional;

/** The mean, standard deviation or a quantile of a column lies in a range. */
record StatisticCheck(String column, Statistic statistic, double share, double least, double most)
        implements TableCheck {
    enum Statistic {
        MEAN,
        STANDARD_DEVIATION,
        QUANTILE
    }

    StatisticCheck {
        if (!(least <= most) || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Column '" + column + "': nothing is from " + least + " to " + most
                    + ", or there is no quantile " + share);
        }
    }

    @Override
    public String description() {
        String what = statistic == Statistic.QUANTILE
                ? "quantile " + share
                : statistic.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "the " + what + " of " + column + " is from " + least + " to " + most;
    }

    @Override
    public void require(Schema schema) {
        DistanceCheck.requireNumber(schema, column);
    }

    @Override
    public Optional<String> profiled() {
        return Optional.of(column);
    }

    @Override
    public Finding judge(TableFacts facts) {
        double value = valueOf(facts.profile());
        return new Finding(value >= least && value <= most, Double.toString(value));
    }

    private double valueOf(NumericProfile profile) {
        return switch (statistic) {
            case MEAN -> profile.mean();
            case STANDARD_DEVIATION -> Math.sqrt(profile.variance());
            case QUANTILE -> profile.histogram().quantile(share);
        };
    }
}
