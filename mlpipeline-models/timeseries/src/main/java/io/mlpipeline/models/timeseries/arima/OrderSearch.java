package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stepwise search of Hyndman and Khandakar (2008): from a few usual orders to the best of their neighbours by AICc, until
 * no neighbour is better. Remembers what it tried; used by one thread.
 */
final class OrderSearch {
    /** Roots closer to the unit circle than this make forecasts erratic, so such models are passed over. */
    private static final double CLOSEST_ROOT = 1.01;

    /** The largest sum of orders of the full search, as in R. */
    private static final int LARGEST_SUM = 5;

    private final TimeSeries series;
    private final int differences;
    private final int seasonalDifferences;
    private final int most;
    private final int mostSeasonal;
    private final Map<Candidate, Double> tried = new HashMap<>();

    OrderSearch(TimeSeries series, int differences, int seasonalDifferences, int most, int mostSeasonal) {
        this.series = series;
        this.differences = differences;
        this.seasonalDifferences = seasonalDifferences;
        this.most = most;
        this.mostSeasonal = mostSeasonal;
    }

    /** An order with its constant. */
    record Candidate(ArimaOrder order, Constant constant) {}

    /** The best candidate, empty where the series is too short for any. */
    Optional<Candidate> run() {
        Candidate best = candidate(0, 0, 0, 0, Constant.NONE);
        for (Candidate start : starts()) {
            best = better(best, start);
        }
        for (Candidate next = step(best); !next.equals(best); next = step(best)) {
            best = next;
        }
        return score(best) < Double.POSITIVE_INFINITY ? Optional.of(best) : Optional.empty();
    }

    /** The best of all candidates whose orders add up to 5 or less, empty where the series is too short for any. */
    Optional<Candidate> runAll() {
        Candidate best = candidate(0, 0, 0, 0, Constant.NONE);
        for (Candidate next : all()) {
            best = better(best, next);
        }
        return score(best) < Double.POSITIVE_INFINITY ? Optional.of(best) : Optional.empty();
    }

    private List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        for (int sum = 0; sum <= LARGEST_SUM; sum++) {
            for (int seasonal = 0; seasonal <= Math.min(sum, 2 * mostSeasonal); seasonal++) {
                for (int bigP = 0; bigP <= seasonal; bigP++) {
                    for (int p = 0; p <= sum - seasonal; p++) {
                        Candidate centre = candidate(p, sum - seasonal - p, bigP, seasonal - bigP, Constant.NONE);
                        addMoved(all, centre, 0, 0, 0, 0);
                    }
                }
            }
        }
        if (constant() != Constant.NONE) {
            List.copyOf(all).forEach(each -> all.add(new Candidate(each.order(), constant())));
        }
        return all;
    }

    private List<Candidate> starts() {
        int s = Math.min(1, mostSeasonal);
        Constant constant = constant();
        return List.of(
                candidate(0, 0, 0, 0, constant),
                candidate(2, 2, s, s, constant),
                candidate(1, 0, s, 0, constant),
                candidate(0, 1, 0, s, constant));
    }

    private Candidate candidate(int ar, int ma, int seasonalAr, int seasonalMa, Constant constant) {
        ArimaOrder order = ArimaOrder.of(ar, differences, ma).seasonal(seasonalAr, seasonalDifferences, seasonalMa);
        return new Candidate(order, constant);
    }

    /** The constant that the differences allow. */
    private Constant constant() {
        return switch (differences + seasonalDifferences) {
            case 0 -> Constant.MEAN;
            case 1 -> Constant.DRIFT;
            default -> Constant.NONE;
        };
    }

    /** The first neighbour that is better, or the same candidate. */
    private Candidate step(Candidate best) {
        for (Candidate neighbour : neighbours(best)) {
            if (score(neighbour) < score(best)) {
                return neighbour;
            }
        }
        return best;
    }

    private List<Candidate> neighbours(Candidate centre) {
        List<Candidate> neighbours = new ArrayList<>();
        for (int[] move : new int[][] {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}}) {
            addMoved(neighbours, centre, 0, 0, move[0], move[1]);
        }
        for (int[] move : new int[][] {{-1, 0}, {0, -1}, {1, 0}, {0, 1}, {-1, -1}, {-1, 1}, {1, -1}, {1, 1}}) {
            addMoved(neighbours, centre, move[0], move[1], 0, 0);
        }
        if (constant() != Constant.NONE) {
            Constant other = centre.constant() == Constant.NONE ? constant() : Constant.NONE;
            neighbours.add(new Candidate(centre.order(), other));
        }
        return neighbours;
    }

    private void addMoved(List<Candidate> to, Candidate centre, int ar, int ma, int seasonalAr, int seasonalMa) {
        ArimaOrder o = centre.order();
        int p = o.ar() + ar;
        int q = o.ma() + ma;
        int bigP = o.seasonalAr() + seasonalAr;
        int bigQ = o.seasonalMa() + seasonalMa;
        boolean plainAllowed = p >= 0 && q >= 0 && p <= most && q <= most;
        boolean seasonalAllowed = bigP >= 0 && bigQ >= 0 && bigP <= mostSeasonal && bigQ <= mostSeasonal;
        if (plainAllowed && seasonalAllowed) {
            to.add(candidate(p, q, bigP, bigQ, centre.constant()));
        }
    }

    private Candidate better(Candidate one, Candidate other) {
        return score(other) < score(one) ? other : one;
    }

    private double score(Candidate candidate) {
        return tried.computeIfAbsent(candidate, this::compute);
    }

    private double compute(Candidate candidate) {
        ArimaData data = ArimaData.of(series, candidate.order(), candidate.constant());
        int needed = candidate.order().coefficients() + data.regressorNames().size() + 3;
        if (data.usable() < needed) {
            return Double.POSITIVE_INFINITY;
        }
        Estimate estimate = Estimate.rough(data);
        boolean sound =
                Double.isFinite(estimate.logLikelihood()) && isClearOfUnitRoots(candidate.order(), estimate.arma());
        return sound ? estimate.aicc() : Double.POSITIVE_INFINITY;
    }

    /** A polynomial whose coefficients grow by the root's size is still stationary where no root is closer. */
    private static boolean isClearOfUnitRoots(ArimaOrder order, double[] arma) {
        int at = 0;
        boolean clear = isClear(arma, at, order.ar(), 1);
        at += order.ar();
        clear &= isClear(arma, at, order.ma(), -1);
        at += order.ma();
        clear &= isClear(arma, at, order.seasonalAr(), 1);
        at += order.seasonalAr();
        return clear && isClear(arma, at, order.seasonalMa(), -1);
    }

    private static boolean isClear(double[] arma, int from, int length, int sign) {
        double[] grown = new double[length];
        double growth = sign;
        for (int i = 0; i < length; i++) {
            growth *= CLOSEST_ROOT;
            grown[i] = growth * arma[from + i];
        }
        return length == 0 || ArmaCovariance.partialAutocorrelations(grown).length > 0;
    }
}
