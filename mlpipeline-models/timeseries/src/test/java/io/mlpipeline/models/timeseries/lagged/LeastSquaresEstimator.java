package io.mlpipeline.models.timeseries.lagged;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.timeseries.internal.Symmetric;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Linear least squares by the normal equations. */
final class LeastSquaresEstimator implements Estimator {
    @Override
    public String name() {
        return "least squares";
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        int width = data.features().size() + 1;
        double[][] products = new double[width][width];
        double[] right = new double[width];
        for (int row = 0; row < data.size(); row++) {
            double[] x = new double[width];
            data.copyRow(row, x);
            x[width - 1] = 1;
            if (!Arrays.stream(x).allMatch(Double::isFinite)) {
                throw new InvalidDataException("a feature is missing");
            }
            for (int i = 0; i < width; i++) {
                right[i] += x[i] * data.label(row);
                for (int j = 0; j < width; j++) {
                    products[i][j] += x[i] * x[j];
                }
            }
        }
        double[] solution = Symmetric.solve(products, right);
        return new TrainedModel(
                LinearModel.of(data.features(), Arrays.copyOf(solution, width - 1), solution[width - 1]),
                List.of(),
                new TrainingProvenance(name(), "test", new TreeMap<>(), data.size(), data.fingerprint()));
    }
}
