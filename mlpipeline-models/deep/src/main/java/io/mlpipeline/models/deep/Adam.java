package io.mlpipeline.models.deep;

/**
 * The steps of D. Kingma and J. Ba, Adam: A Method for Stochastic Optimization, 2015, with the gradient's norm bounded and the decay
 * of weights apart from it (I. Loshchilov and F. Hutter, 2019). Its state can be stored. Not thread-safe.
 */
final class Adam {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double SMALL = 1e-8;
    private static final double MOST_NORM = 1;

    private final float[] mean;
    private final float[] square;
    private final double decay;
    private long steps;

    Adam(float[] mean, float[] square, long steps, double decay) {
        this.mean = mean;
        this.square = square;
        this.steps = steps;
        this.decay = decay;
    }

    float[] mean() {
        return mean;
    }

    float[] square() {
        return square;
    }

    long steps() {
        return steps;
    }

    void step(float[] weights, float[] gradient, double rate) {
        steps++;
        double bound = bound(gradient);
        double firstPart = 1 - StrictMath.pow(FIRST, (double) steps);
        double secondPart = 1 - StrictMath.pow(SECOND, (double) steps);
        for (int i = 0; i < weights.length; i++) {
            double g = gradient[i] * bound;
            mean[i] = (float) (FIRST * mean[i] + (1 - FIRST) * g);
            square[i] = (float) (SECOND * square[i] + (1 - SECOND) * g * g);
            double move = mean[i] / firstPart / (Math.sqrt(square[i] / secondPart) + SMALL);
            weights[i] = (float) (weights[i] - rate * (move + decay * weights[i]));
        }
    }

    private static double bound(float[] gradient) {
        double sum = 0;
        for (float g : gradient) {
            sum += (double) g * g;
        }
        double norm = Math.sqrt(sum);
        return norm > MOST_NORM ? MOST_NORM / norm : 1;
    }
}
