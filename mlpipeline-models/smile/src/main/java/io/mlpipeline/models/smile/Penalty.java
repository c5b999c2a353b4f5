package io.mlpipeline.models.smile;

/** How a linear regression is kept from following its data too closely. */
enum Penalty {
    NONE("smile-ols"),
    RIDGE("smile-ridge"),
    LASSO("smile-lasso"),
    ELASTIC_NET("smile-elastic-net");

    private final String estimator;

    Penalty(String estimator) {
        this.estimator = estimator;
    }

    String estimator() {
        return estimator;
    }
}
