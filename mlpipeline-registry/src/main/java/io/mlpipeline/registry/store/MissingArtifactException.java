package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.MlPipelineException;

/** An artifact that a version refers to and the store does not hold, or no longer. Restore it from a backup. */
public class MissingArtifactException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message which artifact, and where it should be
     */
    public MissingArtifactException(String message) {
        super(message);
    }
}
