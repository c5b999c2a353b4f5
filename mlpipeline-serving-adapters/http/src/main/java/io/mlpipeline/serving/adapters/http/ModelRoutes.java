package io.mlpipeline.serving.adapters.http;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.serving.adapters.core.PredictionFailedException;
import io.mlpipeline.serving.adapters.core.PredictionService;
import io.mlpipeline.serving.adapters.core.ServiceClosedException;
import io.mlpipeline.serving.adapters.core.request.InvalidRequestException;
import java.io.IOException;

/** What can be asked of one model. */
final class ModelRoutes {
    private final PredictionService service;
    private final InstancesReader reader;

    ModelRoutes(PredictionService service) {
        this.service = service;
        this.reader = new InstancesReader(service.contract());
    }

    Response predict(Request request) throws IOException {
        byte[] body = request.json();
        try {
            Frame instances = reader.read(body);
            return Response.json(JsonBody.of(service.predictAll(instances)));
        } catch (InvalidRequestException e) {
            throw new ProblemException(Problem.invalid(e.violations()));
        } catch (PredictionFailedException e) {
            throw new ProblemException(Problem.failedPrediction(String.valueOf(e.getMessage())), e.getCause());
        } catch (ServiceClosedException e) {
            throw new ProblemException(Problem.closing());
        }
    }

    Response describe() {
        return Response.json(JsonBody.model(service));
    }
}
