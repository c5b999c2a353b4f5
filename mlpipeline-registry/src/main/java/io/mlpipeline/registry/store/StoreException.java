package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.MlPipelineException;

/** A store that cannot be opened, read or written as things are: missing rights, a full disk, a folder that is a file. */
public class StoreException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what went wrong, where, the offending value and the fix
     */
    public StoreException(String message) {
        super(message);
    }

    /**
     * Creates the exception with its cause.
     *
     * @param message what went wrong, where, the offending value and the fix
     * @param cause what was caught
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
