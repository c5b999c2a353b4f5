package io.mlpipeline.models.xgboost;

/** Which way a prediction may move as a feature grows. */
public enum Monotonicity {
    /** Never down. */
    INCREASING(1),
    /** Never up. */
    DECREASING(-1);

    private final int sign;

    Monotonicity(int sign) {
        this.sign = sign;
    }

    int sign() {
        return sign;
    }
}
