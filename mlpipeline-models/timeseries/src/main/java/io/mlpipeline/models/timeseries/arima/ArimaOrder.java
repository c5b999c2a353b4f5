package io.mlpipeline.models.timeseries.arima;

/**
 * The orders of a seasonal ARIMA model (p,d,q)(P,D,Q).
 *
 * @param ar p, the autoregressive order
 * @param differences d, how often neighbouring values are differenced
 * @param ma q, the moving average order
 * @param seasonalAr P, the autoregressive order in steps of a season
 * @param seasonalDifferences D, how often values a season apart are differenced
 * @param seasonalMa Q, the moving average order in steps of a season
 */
public record ArimaOrder(int ar, int differences, int ma, int seasonalAr, int seasonalDifferences, int seasonalMa) {
    private static final int MOST = 48;
    private static final int MOST_DIFFERENCES = 3;

    /**
     * Checks the orders.
     *
     * @throws IllegalArgumentException if one is negative, above 48, or a number of differences is above 3
     */
    public ArimaOrder {
        check("ar", ar, MOST);
        check("differences", differences, MOST_DIFFERENCES);
        check("ma", ma, MOST);
        check("seasonalAr", seasonalAr, MOST);
        check("seasonalDifferences", seasonalDifferences, MOST_DIFFERENCES);
        check("seasonalMa", seasonalMa, MOST);
    }

    private static void check(String name, int order, int most) {
        if (order < 0 || order > most) {
            throw new IllegalArgumentException(name + " is " + order + ": give 0 to " + most);
        }
    }

    /**
     * A model without seasonal part.
     *
     * @param ar p
     * @param differences d
     * @param ma q
     * @return ARIMA(p,d,q)
     */
    public static ArimaOrder of(int ar, int differences, int ma) {
        return new ArimaOrder(ar, differences, ma, 0, 0, 0);
    }

    /**
     * The airline model of Box and Jenkins, (0,1,1)(0,1,1).
     *
     * @return the order
     */
    public static ArimaOrder airline() {
        return of(0, 1, 1).seasonal(0, 1, 1);
    }

    /**
     * The same model with another seasonal part.
     *
     * @param newAr P
     * @param newDifferences D
     * @param newMa Q
     * @return (p,d,q)(P,D,Q)
     */
    public ArimaOrder seasonal(int newAr, int newDifferences, int newMa) {
        return new ArimaOrder(ar, differences, ma, newAr, newDifferences, newMa);
    }

    /**
     * Whether any seasonal order is above 0.
     *
     * @return true if so
     */
    public boolean isSeasonal() {
        return seasonalAr + seasonalDifferences + seasonalMa > 0;
    }

    int coefficients() {
        return ar + ma + seasonalAr + seasonalMa;
    }

    /** The steps that differencing consumes. */
    int lost(int season) {
        return differences + seasonalDifferences * season;
    }

    String describe(int season) {
        String plain = "ARIMA(" + ar + "," + differences + "," + ma + ")";
        return isSeasonal()
                ? plain + "(" + seasonalAr + "," + seasonalDifferences + "," + seasonalMa + ")[" + season + "]"
                : plain;
    }

    @Override
    public String toString() {
        return describe(0).replace("[0]", "");
    }
}
