package io.mlpipeline.models.core.training;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import java.util.List;
import java.util.stream.IntStream;

/** The checks that learners make on their data; each names the column, the value and the fix. */
public final class TrainingData {
    private static final int MOST_CLASSES = 1 << 16;

    private TrainingData() {}

    /**
     * Refuses data without rows.
     *
     * @param data the data
     * @throws InvalidDataException if it is empty
     */
    public static void requireRows(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
    }

    /**
     * Refuses values that are missing or infinite, for learners that cannot take them.
     *
     * @param data the data
     * @param learner who cannot, such as {@code a linear model}
     * @throws InvalidDataException if there is one
     */
    public static void requireFinite(TrainingSet data, String learner) {
        for (int feature = 0; feature < data.features().size(); feature++) {
            int missing = 0;
            for (int row = 0; row < data.size(); row++) {
                missing += Double.isFinite(data.value(row, feature)) ? 0 : 1;
            }
            requirePresent(data.features().get(feature), missing, learner);
        }
    }

    /**
     * Refuses a column with missing or infinite values.
     *
     * @param column its name
     * @param missing how many such values it has
     * @param learner who cannot take them
     * @throws InvalidDataException if there is one
     */
    public static void requirePresent(String column, long missing, String learner) {
        if (missing > 0) {
            throw new InvalidDataException("Column '" + column + "' is missing, NaN or infinite in " + missing
                    + " rows, which " + learner + " cannot learn from. Impute it in the feature pipeline, such as"
                    + " column(\"" + column + "\").imputeMedian(), or drop those rows");
        }
    }

    /**
     * Refuses labels that are all the same.
     *
     * @param data the data
     * @throws InvalidDataException if they are
     */
    public static void requireVaryingLabel(TrainingSet data) {
        for (int row = 1; row < data.size(); row++) {
            if (data.label(row) != data.label(0)) {
                return;
            }
        }
        throw new InvalidDataException("All " + data.size() + " rows have the label '" + data.target() + "' = "
                + data.label(0) + ", so there is nothing to learn. Maybe a filter left one kind of rows");
    }

    /**
     * Refuses weights, for learners that have no place for them.
     *
     * @param data the data
     * @param learner who cannot take them
     * @throws InvalidDataException if rows have weights
     */
    public static void requireUnweighted(TrainingSet data, String learner) {
        if (data.isWeighted()) {
            throw new InvalidDataException("The rows have weights, which " + learner
                    + " cannot take. Train with Spark or XGBoost, or on rows without weights");
        }
    }

    /**
     * Counts the rows of each class, whose number is their label.
     *
     * @param data the data
     * @return one count a class: as many as the data names, else as many as there are labels
     * @throws InvalidDataException if there are no rows, a label is no number of a class, a number is left out, or all rows are of one
     *     class
     */
    public static long[] classCounts(TrainingSet data) {
        requireRows(data);
        double largest = data.classes().size() - 1;
        for (int i = 0; i < data.size(); i++) {
            requireClass(data.target(), data.label(i), "row " + i);
            largest = Math.max(largest, data.label(i));
        }
        long[] counts = new long[(int) largest + 1];
        for (int i = 0; i < data.size(); i++) {
            counts[(int) data.label(i)]++;
        }
        requireClasses(data.target(), counts, !data.classes().isEmpty());
        return counts;
    }

    /**
     * Refuses a label that is no number of a class.
     *
     * @param target the label's name
     * @param label its value
     * @param where which row has it
     * @throws InvalidDataException if it is negative, no whole number or too large
     */
    public static void requireClass(String target, double label, String where) {
        if (!(label >= 0) || label != Math.rint(label) || label >= MOST_CLASSES) {
            throw new InvalidDataException("The label '" + target + "' of " + where + " is " + label
                    + ", which is no class: number the classes 0, 1 and so on, " + MOST_CLASSES
                    + " at most, or train a regressor");
        }
    }

    /**
     * Refuses classes of which less than two have rows, or that leave out numbers.
     *
     * @param target the label's name
     * @param counts the rows of each class
     * @param named whether the classes have names, so that some may be without rows
     * @throws InvalidDataException if so
     */
    public static void requireClasses(String target, long[] counts, boolean named) {
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            present += counts[i] > 0 ? 1 : 0;
            if (counts[i] == 0 && !named && counts.length > 2) {
                throw new InvalidDataException("No row has the label '" + target + "' = " + i + ", but some have "
                        + (counts.length - 1)
                        + ". Number the classes without gaps, or say with withClasses(...) which there are");
            }
        }
        if (present < 2) {
            throw new InvalidDataException("All rows have one label '" + target
                    + "'; a classifier needs rows of two classes or more. Maybe a filter left one class");
        }
    }

    /**
     * The names of the classes, or their numbers where they have none.
     *
     * @param named the names; may be empty
     * @param count how many classes there are
     * @return one name a class
     */
    public static List<String> classNames(List<String> named, int count) {
        return named.isEmpty()
                ? IntStream.range(0, count).mapToObj(Integer::toString).toList()
                : named;
    }
}
