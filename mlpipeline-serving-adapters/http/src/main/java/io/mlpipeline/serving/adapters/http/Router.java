package io.mlpipeline.serving.adapters.http;

import java.io.IOException;
import java.util.Map;

/** Finds the route of a path, and sees that the method fits. */
final class Router implements Route {
    private static final String MODELS = "/v1/models";
    private static final String PREDICT = ":predict";

    private final Map<String, ModelRoutes> models;
    private final StateRoutes state;

    Router(Map<String, ModelRoutes> models, StateRoutes state) {
        this.models = models;
        this.state = state;
    }

    @Override
    public Response answer(Request request) throws IOException {
        return route(request.path()).answer(request);
    }

    private Route route(String path) {
        return switch (path) {
            case "/healthz" -> only("GET", request -> state.health());
            case "/readyz" -> only("GET", request -> state.readiness());
            case MODELS -> only("GET", request -> state.models());
            default -> ofModel(path);
        };
    }

    private Route ofModel(String path) {
        if (!path.startsWith(MODELS + "/")) {
            throw new ProblemException(
                    Problem.notFound("This server has no such path", "The paths are /v1/models, /healthz and /readyz"));
        }
        String rest = path.substring(MODELS.length() + 1);
        if (rest.endsWith(PREDICT)) {
            ModelRoutes model = model(rest.substring(0, rest.length() - PREDICT.length()));
            return only("POST", model::predict);
        }
        ModelRoutes model = model(rest);
        return only("GET", request -> model.describe());
    }

    private ModelRoutes model(String name) {
        ModelRoutes model = models.get(name);
        if (model == null) {
            throw new ProblemException(Problem.notFound(
                    "This server has no model of that name, or the model has no such action",
                    "GET " + MODELS + " lists the models; their only action is " + PREDICT));
        }
        return model;
    }

    private static Route only(String method, Route route) {
        return request -> {
            if (!request.method().equals(method)) {
                throw new ProblemException(Problem.methodNotAllowed(method));
            }
            return route.answer(request);
        };
    }
}
