package io.mlpipeline.registry.version;

import io.mlpipeline.api.error.MlPipelineException;

/** A model or a version that the registry does not hold. Ask for one that it lists, or register it first. */
public class UnknownVersionException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which one, and what there is instead
     */
    public UnknownVersionException(String message) {
        super(message);
    }
}
