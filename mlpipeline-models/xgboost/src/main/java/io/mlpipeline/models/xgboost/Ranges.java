package io.mlpipeline.models.xgboost;

/** The check behind every parameter. */
final class Ranges {
    private Ranges() {}

    static void require(String parameter, boolean holds, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("The " + parameter + " must be " + range + ", got " + value);
        }
    }
}
