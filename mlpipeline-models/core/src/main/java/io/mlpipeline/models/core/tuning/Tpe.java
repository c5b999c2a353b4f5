package io.mlpipeline.models.core.tuning;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The tree-structured Parzen estimator over all parameters together: the best tenth of the trials and the rest each make a mixture of
 * densities around their points; of 24 candidates drawn from the first, the one with the largest ratio of both is tried.
 *
 * <p>Sources: J. Bergstra et al., Algorithms for hyper-parameter optimization, NIPS 2011; S. Falkner et al., BOHB, ICML 2018 (one
 * kernel over all parameters); S. Watanabe, Tree-structured Parzen estimator: understanding its algorithm components, 2023 (band
 * widths and their defaults).
 */
final class Tpe extends Sampler {
    private static final int RANDOM_FIRST = 10;
    private static final double BEST_SHARE = 0.1;
    private static final int MOST_BEST = 25;
    private static final int CANDIDATES = 24;

    @Override
    double[] next(List<? extends Parameter<?>> space, List<Trial> before, SplittableRandom random) {
        List<Trial> judged = before.stream()
                .filter(each -> each.state() != Trial.State.FAILED)
                .sorted(Comparator.comparing((Trial each) -> each.state() == Trial.State.PRUNED)
                        .thenComparingDouble(Trial::loss)
                        .thenComparingInt(Trial::number))
                .toList();
        if (judged.size() < RANDOM_FIRST) {
            return anywhere(space, random);
        }
        int best = Math.min(MOST_BEST, (int) Math.ceil(BEST_SHARE * judged.size()));
        ParzenMixture good = ParzenMixture.of(space, judged.subList(0, best));
        ParzenMixture rest = ParzenMixture.of(space, judged.subList(best, judged.size()));
        double[] chosen = good.draw(random);
        double largest = good.logDensity(chosen) - rest.logDensity(chosen);
        for (int i = 1; i < CANDIDATES; i++) {
            double[] candidate = good.draw(random);
            double ratio = good.logDensity(candidate) - rest.logDensity(candidate);
            if (ratio > largest) {
                largest = ratio;
                chosen = candidate;
            }
        }
        return chosen;
    }

    @Override
    public String toString() {
        return "tpe";
    }
}
