package io.mlpipeline.api.error;

/** A stored artifact whose content is not what was written: a hash, a length or a replayed prediction differs. Restore it from its origin. */
public class CorruptArtifactException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    public CorruptArtifactException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    public CorruptArtifactException(String message, Throwable cause) {
        super(message, cause);
    }
}
