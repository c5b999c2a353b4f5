package io.mlpipeline.drift.alert;

/**
 * What an alert is about. Equal subjects are one alert, however often they are found.
 *
 * @param model the model's name
 * @param segment the part of its world, such as a store; empty for the whole
 * @param column the column; empty for the data set
 * @param detector what looks: {@value #DRIFT}, {@value #DATA_QUALITY}, {@value #PERFORMANCE} or a name of the host's
 */
public record AlertSubject(String model, String segment, String column, String detector) {
    /** The detector of changed distributions. */
    public static final String DRIFT = "drift";

    /** The detector of missing values, lost columns and changed types. */
    public static final String DATA_QUALITY = "data-quality";

    /** The detector of worse predictions. */
    public static final String PERFORMANCE = "performance";

    /**
     * Checks that there is something to be about.
     *
     * @throws IllegalArgumentException if the model or the detector has no name
     */
    public AlertSubject {
        if (model.isBlank() || detector.isBlank()) {
            throw new IllegalArgumentException("An alert is about a model and has a detector, got model '" + model
                    + "' and detector '" + detector + "'");
        }
    }

    /**
     * The deduplication key, the same for equal subjects alone.
     *
     * @return the four names joined by {@code |}, which is written as {@code %7C} within a name
     */
    public String key() {
        return String.join("|", escaped(model), escaped(segment), escaped(column), escaped(detector));
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("|", "%7C");
    }

    @Override
    public String toString() {
        return key();
    }
}
