package io.mlpipeline.api.report;

/** The checks that the builders of this package share. */
final class Arguments {
    private Arguments() {}

    static String notBlank(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank, got '" + value + "'");
        }
        return value;
    }

    static void sameLength(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException(what + " needs " + expected + " values, got " + actual);
        }
    }
}
