package io.mlpipeline.models.core.sequence;

import io.mlpipeline.api.error.InvalidDataException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The series that a sequence model learns from, each with its covariates and static codes. A sample is a series and an origin: the
 * number of steps that are known then. Vectors of samples are made when asked for, so that a long series is held once. Immutable
 * and thread-safe.
 */
public final class SequenceSet {
    private final SequenceShape shape;
    private final List<Member> members;

    private SequenceSet(SequenceShape shape, List<Member> members) {
        this.shape = shape;
        this.members = members;
    }

    private record Member(double[] values, double[][] covariates, int[] codes) {}

    /**
     * Starts a set.
     *
     * @param shape what is looked at and forecast
     * @return a builder
     */
    public static Builder builder(SequenceShape shape) {
        return new Builder(shape);
    }

    /**
     * What is looked at and forecast.
     *
     * @return the shape
     */
    public SequenceShape shape() {
        return shape;
    }

    /**
     * The number of series.
     *
     * @return 1 or more
     */
    public int size() {
        return members.size();
    }

    /**
     * The number of steps of a series.
     *
     * @param series the series, from 0
     * @return 1 or more
     */
    public int length(int series) {
        return members.get(series).values.length;
    }

    /**
     * A value.
     *
     * @param series the series, from 0
     * @param step the step, from 0
     * @return {@code NaN} if missing
     */
    public double value(int series, int step) {
        return members.get(series).values[step];
    }

    /**
     * A value of a covariate.
     *
     * @param series the series, from 0
     * @param covariate the covariate, from 0
     * @param step the step, from 0, up to the end of the covariate
     * @return {@code NaN} if missing
     */
    public double covariate(int series, int covariate, int step) {
        return members.get(series).covariates[covariate][step];
    }

    /**
     * Copies the vector of a sample, with {@code step} 1. What lies before the start of a series or past the end of its covariates is
     * missing.
     *
     * @param series the series, from 0
     * @param origin how many of its steps are known, 1 to its length
     * @param vector receives one value a feature
     */
    public void copyVector(int series, int origin, double[] vector) {
        Member member = members.get(series);
        if (shape.horizon() > 1) {
            vector[0] = 1;
        }
        copy(member.values, origin - shape.window(), origin, vector, shape.valuesAt());
        for (int i = 0; i < member.covariates.length; i++) {
            copy(member.covariates[i], origin - shape.window(), origin + shape.horizon(), vector, shape.covariateAt(i));
        }
        for (int i = 0; i < member.codes.length; i++) {
            vector[shape.staticsAt() + i] = member.codes[i];
        }
    }

    /**
     * Copies what a sample is to forecast.
     *
     * @param series the series, from 0
     * @param origin how many of its steps are known
     * @param targets receives the values of the steps of the horizon, {@code NaN} where missing or past the end
     */
    public void copyTargets(int series, int origin, double[] targets) {
        copy(members.get(series).values, origin, origin + shape.horizon(), targets, 0);
    }

    private static void copy(double[] values, int from, int to, double[] out, int at) {
        for (int step = from; step < to; step++) {
            out[at + step - from] = step >= 0 && step < values.length ? values[step] : Double.NaN;
        }
    }

    /**
     * A hash of all values, covariates and codes.
     *
     * @return SHA-256 as 64 lower-case hexadecimal digits
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Member member : members) {
                update(digest, member.values);
                for (double[] covariate : member.covariates) {
                    update(digest, covariate);
                }
                update(digest, Arrays.stream(member.codes).asDoubleStream().toArray());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + values.length * Double.BYTES);
        bytes.putInt(values.length);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes.array());
    }

    @Override
    public String toString() {
        return members.size() + " series for " + shape;
    }

    /** Collects series. Not thread-safe. */
    public static final class Builder {
        private final SequenceShape shape;
        private final List<Member> members = new ArrayList<>();

        private Builder(SequenceShape shape) {
            this.shape = shape;
        }

        /**
         * Adds a series.
         *
         * @param values the values in order, {@code NaN} where missing; copied
         * @param covariates for each covariate of the shape its values from the same start, up to the end of the series or past it,
         *     {@code NaN} where missing; copied
         * @param codes for each static feature the {@linkplain StaticFeature#code code} of its category
         * @return this builder
         * @throws InvalidDataException if the series is empty, or a number is infinite
         * @throws IllegalArgumentException if covariates or codes are too few or too many, or a covariate is too short
         */
        public Builder add(double[] values, double[][] covariates, int... codes) {
            String where = "series " + members.size();
            if (values.length == 0) {
                throw new InvalidDataException("The " + where + " has no value: leave it out");
            }
            if (covariates.length != shape.covariates().size()
                    || codes.length != shape.statics().size()) {
                throw new IllegalArgumentException("The " + where + " has " + covariates.length + " covariates and "
                        + codes.length + " static codes where " + shape.covariates() + " and "
                        + shape.statics().size() + " belong");
            }
            requireNoInfinity(values, "'" + shape.target() + "' of " + where);
            double[][] copies = new double[covariates.length][];
            for (int i = 0; i < copies.length; i++) {
                String name = "covariate '" + shape.covariates().get(i) + "' of " + where;
                if (covariates[i].length < values.length) {
                    throw new IllegalArgumentException("The " + name + " has " + covariates[i].length
                            + " values where the series has " + values.length);
                }
                requireNoInfinity(covariates[i], name);
                copies[i] = covariates[i].clone();
            }
            members.add(new Member(values.clone(), copies, codes.clone()));
            return this;
        }

        private static void requireNoInfinity(double[] values, String where) {
            for (int i = 0; i < values.length; i++) {
                if (Double.isInfinite(values[i])) {
                    throw new InvalidDataException("The " + where + " is " + values[i] + " at step " + i
                            + ": leave it out as NaN, or correct it");
                }
            }
        }

        /**
         * Ends the set.
         *
         * @return the set
         * @throws InvalidDataException if there is no series
         */
        public SequenceSet build() {
            if (members.isEmpty()) {
                throw new InvalidDataException("There is no series to learn from: add some");
            }
            return new SequenceSet(shape, List.copyOf(members));
        }
    }
}
