package io.mlpipeline.etl.features.expr;

import java.util.Map;
import java.util.function.Function;

/**
 * Makes operators readable from JSON; found by {@link java.util.ServiceLoader}.
 *
 * <p>Operator names are lower-case with hyphens and unique over all providers on the class path.
 */
public interface OperatorProvider {
    /**
     * The expressions this provider reads.
     *
     * @return a reader by operator name
     */
    Map<String, Function<Form, Expression>> expressions();

    /**
     * The encoders this provider reads.
     *
     * @return a reader by operator name
     */
    default Map<String, Function<Form, Encoder>> encoders() {
        return Map.of();
    }
}
