package io.mlpipeline.samples.retail;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.serving.adapters.core.PredictionService;
import io.mlpipeline.serving.adapters.http.PredictionHttpServer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves bundles in process and over HTTP, and compares both with the library that trained the model. */
final class RetailServing {
    private RetailServing() {}

    /** What a caller asks: the host's own record. */
    record Ask(String item, LocalDate day) {}

    static List<Agreement> compare(RetailEtl etl, RetailTraining training) throws IOException, InterruptedException {
        TrainingSet test = training.parts().test();
        return List.of(
                compare(
                        RetailTraining.XGBOOST,
                        etl,
                        training.xgboost().trained(),
                        test,
                        training.xgboost().nativePredict(test.toArray(), test.size())),
                compare(
                        RetailTraining.LINEAR,
                        etl,
                        training.linear().trained(),
                        test,
                        training.linear().nativePredict(test.toArray(), test.size())));
    }

    private static Agreement compare(
            String name, RetailEtl etl, TrainedModel trained, TrainingSet test, double[] library)
            throws IOException, InterruptedException {
        Bundle bundle = Bundle.builder(etl.features(), trained)
                .name(RetailJob.MODEL)
                .goldenRows(etl.items().daily())
                .build();
        History history = etl.features().history(etl.items().daily());
        try (PredictionService service =
                        PredictionService.of(bundle).history(history).build();
                PredictionHttpServer server = PredictionHttpServer.start(service, 0)) {
            double[] http =
                    new HttpPredictions(server.uri().resolve("/v1/models/" + RetailJob.MODEL + ":predict")).of(test);
            return Agreement.of(name, inProcess(service, test), http, library);
        }
    }

    private static double[] inProcess(PredictionService service, TrainingSet test) {
        var predictions = service.as(Ask.class);
        double[] values = new double[test.size()];
        for (int i = 0; i < values.length; i++) {
            LocalDate day = LocalDate.ofEpochDay(TimeUnit.MICROSECONDS.toDays(test.time(i)));
            values[i] = predictions.predict(new Ask(test.key(i), day)).value();
        }
        return values;
    }
}
