package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;

/** The check that labels are numbers of classes. */
final class ClassLabels {
    private static final int MOST_CLASSES = 1 << 16;

    private ClassLabels() {}

    /** The number of rows of each class: two classes or more, and rows of two or more. */
    static long[] count(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
        double largest = data.classes().size() - 1;
        for (int i = 0; i < data.size(); i++) {
            double label = data.label(i);
            if (label < 0 || label != Math.rint(label) || label >= MOST_CLASSES) {
                throw new InvalidDataException("The label '" + data.target() + "' of row " + i + " is " + label
                        + ", which is no class: number the classes 0, 1 and so on, " + MOST_CLASSES
                        + " at most, or train a regressor");
            }
            largest = Math.max(largest, label);
        }
        long[] counts = new long[(int) largest + 1];
        for (int i = 0; i < data.size(); i++) {
            counts[(int) data.label(i)]++;
        }
        checkPresence(data, counts);
        return counts;
    }

    private static void checkPresence(TrainingSet data, long[] counts) {
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            present += counts[i] > 0 ? 1 : 0;
            if (counts[i] == 0 && data.classes().isEmpty() && counts.length > 2) {
                throw new InvalidDataException(
                        "No row has the label '" + data.target() + "' = " + i + ", but some have "
                                + (counts.length - 1)
                                + ". Number the classes without gaps, or say with withClasses(...) which there are");
            }
        }
        if (present < 2) {
            throw new InvalidDataException("All " + data.size() + " rows have the label '" + data.target() + "' = "
                    + data.label(0) + "; a classifier needs rows of two classes or more");
        }
    }
}
