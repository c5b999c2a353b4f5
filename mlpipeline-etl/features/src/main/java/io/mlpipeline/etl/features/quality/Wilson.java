package io.mlpipeline.etl.features.quality;

import java.util.Locale;

/** The 95 % score interval of a share, by Wilson (1927). */
record Wilson(long hits, long all) {
    private static final double Z = 1.959963984540054; // the normal distribution's quantile 0.975

    double low() {
        return Math.max(0, centre() - half());
    }

    double high() {
        return Math.min(1, centre() + half());
    }

    private double centre() {
        return (hits + Z * Z / 2) / (all + Z * Z);
    }

    private double half() {
        double share = (double) hits / all;
        return Z / (all + Z * Z) * Math.sqrt(all * share * (1 - share) + Z * Z / 4);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.6f to %.6f", low(), high());
    }
}
