package io.mlpipeline.serving.adapters.http;

import io.mlpipeline.api.error.MlPipelineException;

/** A server that cannot listen where it should. The message names the address and the fix. */
public final class ServerStartException extends MlPipelineException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
