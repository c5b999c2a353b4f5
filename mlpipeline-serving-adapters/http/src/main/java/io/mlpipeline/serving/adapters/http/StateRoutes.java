package io.mlpipeline.serving.adapters.http;

import io.mlpipeline.serving.adapters.core.PredictionService;
import java.util.List;

/** What can be asked of the server as a whole. */
final class StateRoutes {
    private final List<PredictionService> services;

    StateRoutes(List<PredictionService> services) {
        this.services = services;
    }

    /** The process lives; says nothing of its models. */
    Response health() {
        return Response.json(JsonBody.health("up"));
    }

    /** Every model answers, be it with an older version than it should. */
    Response readiness() {
        if (services.stream().anyMatch(PredictionService::isClosed)) {
            throw new ProblemException(Problem.closing());
        }
        return Response.json(JsonBody.readiness("ready", services));
    }

    Response models() {
        return Response.json(JsonBody.models(services));
    }
}
