package io.mlpipeline.drift.statistics;

/** How many equally wide bins a sample is divided into. */
public enum BinRule {
    /** The range over log2(n) + 1 (Sturges 1926). */
    STURGES {
        @Override
        double width(Sample sample) {
            return range(sample) / (log2(sample.size()) + 1);
        }
    },
    /** Sturges' rule with more bins for skewed data (Doane 1976). */
    DOANE {
        @Override
        double width(Sample sample) {
            double n = sample.size();
            double deviation = Math.sqrt(sample.populationVariance());
            if (n <= 2 || deviation == 0) {
                return 0;
            }
            double mean = sample.mean();
            double skewness = sample.sum(value -> cube((value - mean) / deviation)) / n;
            double error = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
            return range(sample) / (1 + log2(n) + log2(1 + Math.abs(skewness) / error));
        }
    },
    /** 3.49 standard deviations over the cube root of n (Scott 1979). */
    SCOTT {
        @Override
        double width(Sample sample) {
            return Math.cbrt(24 * Math.sqrt(Math.PI) / sample.size()) * Math.sqrt(sample.populationVariance());
        }
    },
    /** Two interquartile ranges over the cube root of n (Freedman and Diaconis 1981). */
    FREEDMAN_DIACONIS {
        @Override
        double width(Sample sample) {
            return 2 * (sample.quantile(0.75) - sample.quantile(0.25)) / Math.cbrt(sample.size());
        }
    },
    /** Twice the cube root of n bins. */
    RICE {
        @Override
        double width(Sample sample) {
            return range(sample) / (2 * Math.cbrt(sample.size()));
        }
    },
    /** The square root of n bins. */
    SQUARE_ROOT {
        @Override
        double width(Sample sample) {
            return range(sample) / Math.sqrt(sample.size());
        }
    },
    /** The narrower of Sturges' and Freedman and Diaconis' bins. */
    AUTO {
        @Override
        double width(Sample sample) {
            double robust = FREEDMAN_DIACONIS.width(sample);
            double sturges = STURGES.width(sample);
            return robust > 0 ? Math.min(robust, sturges) : sturges;
        }
    };

    private static final int MOST = 1 << 20;

    abstract double width(Sample sample);

    /**
     * Divides the range of a sample.
     *
     * @param sample the sample
     * @return the edges, one more than bins; a constant sample gets one bin of width 1 around it, an empty one the bin from 0 to 1
     * @throws IllegalArgumentException if the rule asks for more than a million bins, as for values with a few far outliers
     */
    public double[] edges(Sample sample) {
        if (sample.size() == 0) {
            return new double[] {0, 1};
        }
        double first = sample.value(0);
        double last = sample.value(sample.size() - 1);
        if (first == last) {
            return new double[] {first - 0.5, last + 0.5};
        }
        double width = width(sample);
        double bins = width > 0 ? Math.ceil((last - first) / width) : 1;
        if (!(bins <= MOST)) {
            throw new IllegalArgumentException(this + " divides " + sample + " into " + bins
                    + " bins. Maybe remove outliers, or use another rule");
        }
        return evenly(first, last, (int) bins);
    }

    private static double[] evenly(double first, double last, int bins) {
        double[] edges = new double[bins + 1];
        double step = (last - first) / bins;
        for (int i = 0; i < bins; i++) {
            edges[i] = first + i * step;
        }
        edges[bins] = last;
        return edges;
    }

    private static double range(Sample sample) {
        return sample.value(sample.size() - 1) - sample.value(0);
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
