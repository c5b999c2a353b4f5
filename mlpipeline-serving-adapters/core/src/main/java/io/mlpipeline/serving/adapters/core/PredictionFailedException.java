package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.error.MlPipelineException;

/** A model that gave no usable answer to a valid request. The same request will fail again until the model is replaced. */
public final class PredictionFailedException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which model failed, how, and the fix
     */
    public PredictionFailedException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message which model failed, how, and the fix
     * @param cause what was caught
     */
    public PredictionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
