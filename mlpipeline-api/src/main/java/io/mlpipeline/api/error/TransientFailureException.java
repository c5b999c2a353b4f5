package io.mlpipeline.api.error;

/** A failure that may pass by itself, such as a lost connection or a busy store. The same call may be retried. */
public class TransientFailureException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    public TransientFailureException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    public TransientFailureException(String message, Throwable cause) {
        super(message, cause);
    }
}
