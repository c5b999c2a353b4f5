package io.mlpipeline.samples.retail;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine and Java version: everything is made of {@code nextLong} with arithmetic
 * that rounds alike everywhere.
 */
final class Draws {
    private final SplittableRandom random;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A stream of its own for one purpose; neighbouring numbers give unrelated streams. */
    static Draws of(long seed, long stream) {
        return new Draws(mix(mix(seed) + stream));
    }

    /** Between 0 and 1, 1 excluded. */
    double uniform() {
        return unit(random.nextLong());
    }

    double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Between 0 and {@code bound - 1}. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Standard normal, by Box and Muller. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    /** A Poisson number by inversion, for means up to some hundreds. */
    int poisson(double mean) {
        double term = StrictMath.exp(-mean);
        double rest = uniform() - term;
        int count = 0;
        while (rest >= 0 && term > 0) {
            count++;
            term *= mean / count;
            rest -= term;
        }
        return count;
    }

    /**
     * A number of the logarithmic series distribution, by chop-down search.
     *
     * <p>Source: A. W. Kemp, "Efficient generation of logarithmically distributed pseudo-random variables", Applied
     * Statistics 30 (1981), algorithm LB.
     */
    int logarithmic(double p, int largest) {
        double term = -p / StrictMath.log1p(-p);
        double rest = uniform();
        int number = 1;
        while (rest > term && number < largest) {
            rest -= term;
            number++;
            term *= p * (number - 1) / number;
        }
        return number;
    }

    /** A number between 0 and 1 that depends on its arguments alone. */
    static double hashed(long seed, long key) {
        return unit(mix(mix(seed) + key));
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** David Stafford's variant 13 of the 64-bit finalizer of MurmurHash3. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
