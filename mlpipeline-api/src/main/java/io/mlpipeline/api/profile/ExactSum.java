package io.mlpipeline.api.profile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of finite doubles without rounding error, so that neither the order nor the partitioning of the values matters.
 *
 * <p>A value's fraction is shifted to where it belongs and added to two of a row of long integers, each of which counts a power of
 * two: the small superaccumulator of R. M. Neal, Fast Exact Summation Using Small and Large Superaccumulators, 2015. The row is
 * as long as the exponents of the values ask for.
 */
final class ExactSum implements Serializable {
    private static final long serialVersionUID = 2L;

    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int EXPONENT_MASK = 0x7ff;
    private static final int CHUNK_BITS = 32;
    private static final long CHUNK_MASK = (1L << CHUNK_BITS) - 1;

    /** The power of two that chunk 0 counts: that of the last bit of the smallest subnormal number. */
    private static final int SMALLEST = -1074;

    /** An addition changes a chunk by less than 2^53; after carries it holds less than 2^33, the last one what is left. */
    private static final int MOST_ADDITIONS = 1 << 9;

    private long[] chunks = new long[0];
    private int first;
    private int additions;

    void add(double value) {
        if (value == 0) {
            return; // such as the rest of a small integer's square
        }
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> FRACTION_BITS) & EXPONENT_MASK;
        long fraction = bits & (HIDDEN_BIT - 1);
        if (exponent == 0) {
            exponent = 1; // subnormal numbers have the exponent of the smallest normal ones, and no hidden bit
        } else {
            fraction |= HIDDEN_BIT;
        }
        int chunk = (exponent - 1) / CHUNK_BITS;
        int shift = (exponent - 1) % CHUNK_BITS;
        long sign = bits >> (Long.SIZE - 1); // 0 or -1, and (x ^ -1) + 1 is -x
        int at = chunk - first;
        if (at < 0 || at + 2 >= chunks.length) {
            cover(chunk, chunk + 2);
            at = chunk - first;
        }
        chunks[at] += (((fraction << shift) & CHUNK_MASK) ^ sign) - sign;
        chunks[at + 1] += ((fraction >>> (CHUNK_BITS - shift)) ^ sign) - sign;
        if (++additions == MOST_ADDITIONS) {
            carry();
        }
    }

    /** Makes room for some chunks; the last is for carries alone. */
    private void cover(int from, int to) {
        int begin = chunks.length == 0 ? from : Math.min(first, from);
        int end = Math.max(first + chunks.length, to + 1);
        long[] wider = new long[end - begin];
        System.arraycopy(chunks, 0, wider, chunks.length == 0 ? 0 : first - begin, chunks.length);
        chunks = wider;
        first = begin;
        carry();
    }

    /** Moves what a chunk holds beyond its bits to the next one. */
    private void carry() {
        for (int i = 0; i < chunks.length - 1; i++) {
            chunks[i + 1] += chunks[i] >> CHUNK_BITS;
            chunks[i] &= CHUNK_MASK;
        }
        additions = 0;
    }

    void add(ExactSum other) {
        if (other.chunks.length == 0) {
            return;
        }
        cover(other.first, other.first + other.chunks.length - 1);
        for (int i = 0; i < other.chunks.length; i++) {
            chunks[other.first - first + i] += other.chunks[i];
        }
        carry();
    }

    /** The sum in units of chunk 0. */
    private BigInteger units() {
        BigInteger sum = BigInteger.ZERO;
        for (int i = chunks.length - 1; i >= 0; i--) {
            sum = sum.shiftLeft(CHUNK_BITS).add(BigInteger.valueOf(chunks[i]));
        }
        return sum.shiftLeft(CHUNK_BITS * first);
    }

    /** The sum rounded once, to the nearest double; in a hundredth of the time that {@link #value()} takes for far exponents. */
    double rounded() {
        BigInteger units = units();
        int cut = units.bitLength() - Long.SIZE;
        if (cut <= 0) {
            return Math.scalb(units.doubleValue(), SMALLEST);
        }
        BigInteger size = units.abs();
        boolean isInexact = size.getLowestSetBit() < cut;
        BigInteger leading = size.shiftRight(cut).shiftLeft(1).or(isInexact ? BigInteger.ONE : BigInteger.ZERO);
        return units.signum() * Math.scalb(leading.doubleValue(), cut - 1 + SMALLEST);
    }

    BigDecimal value() {
        BigInteger sum = units();
        if (sum.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int zeros = sum.getLowestSetBit();
        BigInteger odd = sum.shiftRight(zeros);
        int power = SMALLEST + zeros;
        return power >= 0
                ? new BigDecimal(odd.shiftLeft(power))
                : new BigDecimal(odd.multiply(BigInteger.valueOf(5).pow(-power)), -power); // 2^-n is 5^n / 10^n
    }
}
