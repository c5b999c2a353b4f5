package io.mlpipeline.serving.adapters.core;

/** Where a service finds the version that should answer. Implementations are safe for use by many threads. */
interface ModelSource {
    /** Whether this version is still the one to serve; cheap enough to poll. */
    boolean isCurrent(LoadedModel model);

    /**
     * Opens and checks the version to serve.
     *
     * @throws io.mlpipeline.api.error.MlPipelineException if there is none or it does not pass
     */
    LoadedModel load();
}
