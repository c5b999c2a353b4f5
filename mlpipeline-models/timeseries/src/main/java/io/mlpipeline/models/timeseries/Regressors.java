package io.mlpipeline.models.timeseries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named exogenous columns of equal length, in a fixed order: those of a series' past, or those of the steps to forecast.
 *
 * <p>Every value is finite: a regressor that is not known cannot explain anything. Immutable and thread-safe.
 */
public final class Regressors {
    private static final Regressors NONE = new Regressors(List.of(), new double[0][]);

    private final List<String> names;
    private final double[][] columns;

    private Regressors(List<String> names, double[][] columns) {
        this.names = names;
        this.columns = columns;
    }

    /**
     * No column at all.
     *
     * @return the empty set
     */
    public static Regressors none() {
        return NONE;
    }

    /**
     * A single column.
     *
     * @param name its name
     * @param values its values, one for each step, all finite; copied
     * @return the set
     */
    public static Regressors of(String name, double... values) {
        return NONE.and(name, values);
    }

    /**
     * These columns and one more.
     *
     * @param name the name of the new column, not yet taken
     * @param values its values, as many as in the other columns, all finite; copied
     * @return the larger set
     */
    public Regressors and(String name, double... values) {
        if (names.contains(name)) {
            throw new IllegalArgumentException("regressor '" + name + "' is given twice");
        }
        if (!isEmpty() && values.length != length()) {
            throw new IllegalArgumentException("regressor '" + name + "' has " + values.length + " values, but '"
                    + names.get(0) + "' has " + length() + ": give one for each step");
        }
        requireFinite(name, values);
        List<String> moreNames = new ArrayList<>(names);
        moreNames.add(name);
        double[][] moreColumns = Arrays.copyOf(columns, columns.length + 1);
        moreColumns[columns.length] = values.clone();
        return new Regressors(List.copyOf(moreNames), moreColumns);
    }

    private static void requireFinite(String name, double[] values) {
        for (int step = 0; step < values.length; step++) {
            if (!Double.isFinite(values[step])) {
                throw new IllegalArgumentException("regressor '" + name + "' is " + values[step] + " at position "
                        + step + ": fill it before, a regressor cannot be missing");
            }
        }
    }

    /**
     * Whether there is no column.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * The number of steps.
     *
     * @return the length of every column, 0 where there is none
     */
    public int length() {
        return isEmpty() ? 0 : columns[0].length;
    }

    /**
     * The names of the columns.
     *
     * @return the names in order, unmodifiable
     */
    public List<String> names() {
        return names;
    }

    /**
     * One column.
     *
     * @param name its name
     * @return a copy of its values
     * @throws IllegalArgumentException if there is no such column
     */
    public double[] values(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no regressor '" + name + "' among " + names);
        }
        return columns[index].clone();
    }

    /**
     * The same columns in the order of other names.
     *
     * @param wanted the names to find, each exactly once
     * @return the columns in that order
     * @throws IllegalArgumentException if the two sets of names differ
     */
    public Regressors inOrderOf(List<String> wanted) {
        if (wanted.size() != names.size() || !names.containsAll(wanted)) {
            throw new IllegalArgumentException("the regressors " + names + " are given, but " + wanted
                    + " are needed: give a value of each for every step");
        }
        Map<String, double[]> byName = new LinkedHashMap<>();
        wanted.forEach(name -> byName.put(name, columns[names.indexOf(name)]));
        return new Regressors(List.copyOf(wanted), byName.values().toArray(new double[0][]));
    }

    /**
     * The steps of a range.
     *
     * @param from the first step, from 0
     * @param to one past the last step
     * @return the columns over that range
     */
    public Regressors slice(int from, int to) {
        double[][] part = new double[columns.length][];
        for (int i = 0; i < part.length; i++) {
            part[i] = Arrays.copyOfRange(columns[i], from, to);
        }
        return new Regressors(names, part);
    }

    /**
     * These steps and the ones that follow.
     *
     * @param next the same columns, in any order
     * @return the longer columns
     * @throws IllegalArgumentException if the names differ
     */
    public Regressors append(Regressors next) {
        Regressors ordered = next.inOrderOf(names);
        double[][] longer = new double[columns.length][];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = Arrays.copyOf(columns[i], length() + next.length());
            System.arraycopy(ordered.columns[i], 0, longer[i], length(), next.length());
        }
        return new Regressors(names, longer);
    }

    /**
     * All columns.
     *
     * @return copies, one array for each name in order
     */
    public double[][] toArrays() {
        double[][] copy = new double[columns.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = columns[i].clone();
        }
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Regressors that && names.equals(that.names) && Arrays.deepEquals(columns, that.columns);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Arrays.deepHashCode(columns);
    }

    @Override
    public String toString() {
        return "Regressors" + names + " over " + length() + " steps";
    }
}
