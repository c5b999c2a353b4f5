package io.mlpipeline.models.xgboost.spark;

import java.io.Serializable;

/**
 * What the workers grew together; all hold the same.
 *
 * @param model XGBoost's own model file
 * @param errors the error on the validation rows after each round; empty without such rows
 */
record Grown(byte[] model, float[] errors) implements Serializable {}
