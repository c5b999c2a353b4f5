package io.mlpipeline.api.error;

/** An artifact, definition or database written in a format that this version cannot read. Upgrade the reader or export again. */
public class IncompatibleVersionException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    public IncompatibleVersionException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    public IncompatibleVersionException(String message, Throwable cause) {
        super(message, cause);
    }
}
