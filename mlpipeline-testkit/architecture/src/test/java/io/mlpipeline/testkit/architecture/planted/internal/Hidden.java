package io.mlpipeline.testkit.architecture.planted.internal;

/** Public for its neighbours alone. */
public final class Hidden {}
