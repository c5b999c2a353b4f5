package io.mlpipeline.api.error;

/** Data that cannot be used as it is: a missing column, a wrong type, an empty or unreadable input. Retrying does not help. */
public class InvalidDataException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    public InvalidDataException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    public InvalidDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
