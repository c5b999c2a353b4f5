package io.mlpipeline.models.smile;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ForestLink;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.training.Importance;
import io.mlpipeline.models.core.training.Replay;
import io.mlpipeline.models.core.training.TrainingData;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import smile.base.cart.RegressionNode;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.regression.RandomForest;
import smile.regression.RegressionTree;

/**
 * A random forest for regression, trained by Smile in memory and exported to a {@link ForestModel} that scores without it. Immutable and
 * safe for use by many threads.
 *
 * <p>Before a model is returned, it is replayed against Smile's own predictions of up to 2,000 training rows and must agree to 1e-12. The
 * importance of a feature is its share of what all splits reduced the squared error by.
 *
 * <p>Missing values ({@code NaN}), infinite ones and weights of rows are refused. The same data, parameters and seed give the same model,
 * whatever the number of threads. Each tree sorts all features anew, so that trees can be told of and ended one by one.
 *
 * <p>Source: L. Breiman, Random Forests, Machine Learning 45 (2001).
 */
public final class SmileForestRegressor implements Estimator {
    static final String NAME = "smile-forest-regressor";
    private final Growth growth;

    private SmileForestRegressor(Growth growth) {
        this.growth = growth;
    }

    /**
     * Starts a forest of 100 trees of depth 20 at most, on one thread.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        return train(data).trained();
    }

    /**
     * Trains, and keeps Smile's own model beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data
     * @return the fit
     * @throws InvalidDataException if there are no rows, values are missing, rows have weights or labels are all the same
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public SmileFit train(TrainingSet data) {
        TrainingData.requireRows(data);
        TrainingData.requireFinite(data, "Smile's forest");
        TrainingData.requireUnweighted(data, "Smile's forest");
        TrainingData.requireVaryingLabel(data);
        int width = data.features().size();
        int chosen = growth.featuresPerSplit(data, width / 3);
        DataFrame frame = Smile.frame(data).merge(DoubleVector.of(Smile.LABEL, data.labels()));
        Formula formula = Formula.lhs(Smile.LABEL);
        List<RandomForest> trees = growth.grow(() -> RandomForest.fit(
                formula,
                frame,
                1,
                chosen,
                growth.levels(),
                growth.maxLeaves(),
                growth.minLeafRows(),
                growth.subsample(),
                LongStream.of(-1)));
        return export(data, trees);
    }

    private SmileFit export(TrainingSet data, List<RandomForest> trees) {
        int width = data.features().size();
        ForestModel.Builder forest = ForestModel.builder(data.features(), ForestLink.MEAN, List.of());
        ForestExport export = new ForestExport(forest, width);
        double[] effects = new double[width];
        for (RandomForest one : trees) {
            RegressionTree tree = one.trees()[0];
            export.add(tree.root(), leaf -> new double[] {((RegressionNode) leaf).output()});
            double[] importance = tree.importance();
            for (int i = 0; i < width; i++) {
                effects[i] += importance[i];
            }
        }
        ForestModel model = forest.build();
        Replay.Trainer trainer = trainer(trees, effects);
        Replay.verify(model, trainer, data, vector -> 0);
        return new SmileFit(
                new TrainedModel(
                        model,
                        Importance.shares(data.features(), effects),
                        Smile.provenance(NAME, growth.parameters(), data),
                        TrainingMetrics.of(model, data)),
                trainer);
    }

    /** Smile's own forest of all the trees. */
    private static Replay.Trainer trainer(List<RandomForest> trees, double[] importance) {
        RandomForest.Model[] models = trees.stream().map(one -> one.models()[0]).toArray(RandomForest.Model[]::new);
        RandomForest first = trees.get(0);
        RandomForest all = new RandomForest(first.formula(), models, first.metrics(), importance);
        StructType schema = Smile.schema(importance.length);
        return (vector, out) -> out[0] = all.predict(Tuple.of(vector, schema));
    }

    @Override
    public String toString() {
        return "SmileForestRegressor" + growth.parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SmileForestBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Builds the regressor; the builder may go on and build again.
         *
         * @return an immutable regressor
         */
        public SmileForestRegressor build() {
            return new SmileForestRegressor(growth(new TreeMap<>()));
        }
    }
}
