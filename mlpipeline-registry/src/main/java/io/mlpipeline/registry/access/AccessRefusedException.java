package io.mlpipeline.registry.access;

import io.mlpipeline.api.error.MlPipelineException;

/** A caller asked for something that its role does not allow. Nothing was read and nothing was changed. */
public class AccessRefusedException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message who asked for what, and which role it takes
     */
    public AccessRefusedException(String message) {
        super(message);
    }
}
