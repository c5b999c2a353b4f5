package io.mlpipeline.api.error;

/**
 * Root of every exception that mlpipeline throws on its own account.
 *
 * <p>A caller's mistake in code (an argument out of range, a builder misused) is an {@link IllegalArgumentException} or
 * {@link IllegalStateException} instead. The subclasses tell apart what a caller can do: {@link TransientFailureException} may be
 * retried as it is; the others need other input, another file or another version first.
 */
public abstract class MlPipelineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    protected MlPipelineException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    protected MlPipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
