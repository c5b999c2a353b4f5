package io.mlpipeline.models.timeseries.arima;

import java.util.Arrays;

/** The test that decides how often a series is differenced, at 5 %. */
public enum UnitRootTest {
    /** Differences until the test of Kwiatkowski, Phillips, Schmidt and Shin (1992) no longer refuses a level. */
    KPSS {
        @Override
        int differences(double[] values) {
            return StationarityTest.differences(values);
        }
    },
    /** Differences until the augmented test of Dickey and Fuller refuses a unit root, which takes more evidence. */
    ADF {
        @Override
        int differences(double[] values) {
            double[] w =
                    Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
            int d = 0;
            while (d < MOST && hasUnitRoot(w)) {
                w = StationarityTest.difference(w);
                d++;
            }
            return d;
        }
    };

    private static final int MOST = 2;
    private static final int SHORTEST = 10;

    /** As in R's ndiffs. */
    private static final int LAGS = 1;

    /** The number of differences, 0 to 2; missing values are left out. */
    abstract int differences(double[] values);

    private static boolean hasUnitRoot(double[] w) {
        // What is too short to test, or constant, is left as it is.
        return w.length >= SHORTEST && !StationarityTest.isConstant(w) && !AdfTest.refusesUnitRoot(w, LAGS);
    }
}
