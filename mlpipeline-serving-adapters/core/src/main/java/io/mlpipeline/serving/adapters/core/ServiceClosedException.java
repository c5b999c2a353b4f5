package io.mlpipeline.serving.adapters.core;

/** A call to a service after it was closed. */
public final class ServiceClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param model the model that the service served
     */
    public ServiceClosedException(String model) {
        super("The service of model '" + model + "' is closed; build a new one");
    }
}
