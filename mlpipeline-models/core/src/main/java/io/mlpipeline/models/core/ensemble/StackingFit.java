package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One training run of a stack. */
final class StackingFit {
    private final Map<String, Estimator> estimators;
    private final List<String> names;
    private final Estimator meta;
    private final TrainingSet data;
    private final List<HoldOut> holdOuts;
    private final Map<String, String> parameters;

    StackingFit(
            Map<String, Estimator> estimators,
            Estimator meta,
            TrainingSet data,
            List<HoldOut> holdOuts,
            Map<String, String> parameters) {
        this.estimators = estimators;
        this.names = List.copyOf(estimators.keySet());
        this.meta = meta;
        this.data = data;
        this.holdOuts = holdOuts;
        this.parameters = parameters;
    }

    TrainedModel run() {
        List<TrainedModel> members = fit(data);
        List<Model> models = models(members);
        List<String> features = StackedModel.metaFeatures(names, models);
        TrainedModel top = meta.fit(outOfFold(features));
        StackedModel stacked = StackedModel.of(names, models, top.model());
        return new TrainedModel(
                stacked, importance(members, top), provenance(members, top), TrainingMetrics.of(stacked, data));
    }

    private List<TrainedModel> fit(TrainingSet rows) {
        List<TrainedModel> members = new ArrayList<>();
        estimators.values().forEach(estimator -> members.add(estimator.fit(rows)));
        return members;
    }

    private static List<Model> models(List<TrainedModel> trained) {
        return trained.stream().map(TrainedModel::model).toList();
    }

    /** What the members predict for rows that they have not learned from. */
    private TrainingSet outOfFold(List<String> features) {
        double[][] inputs = new double[data.size()][];
        for (HoldOut part : holdOuts) {
            BitSet learned = new BitSet();
            Arrays.stream(part.learned()).forEach(learned::set);
            List<Model> models = models(fit(data.where(learned::get)));
            if (!StackedModel.metaFeatures(names, models).equals(features)) {
                throw new InvalidDataException("Without a fold the members give "
                        + StackedModel.metaFeatures(names, models) + ", with all rows " + features
                        + ". Maybe a class is so rare that a fold holds all of its rows: name the classes with"
                        + " TrainingSet.withClasses, or take fewer folds");
            }
            for (int row : part.predicted()) {
                inputs[row] = outputs(models, row, features.size());
            }
        }
        return metaRows(features, inputs);
    }

    private double[] outputs(List<Model> models, int row, int size) {
        double[] vector = data.copyRow(row, new double[data.features().size()]);
        double[] all = new double[size];
        int at = 0;
        for (Model model : models) {
            double[] out = new double[model.outputs()];
            model.predict(vector, out);
            System.arraycopy(out, 0, all, at, out.length);
            at += out.length;
        }
        return all;
    }

    private TrainingSet metaRows(List<String> features, double[][] inputs) {
        TrainingSet.Builder rows = TrainingSet.builder(features, data.target());
        double[] weights = new double[data.size()];
        int count = 0;
        for (int row = 0; row < inputs.length; row++) {
            if (inputs[row] != null) {
                rows.add(inputs[row], data.label(row), data.time(row), data.key(row));
                weights[count++] = data.weight(row);
            }
        }
        TrainingSet built = rows.build();
        TrainingSet named = data.classes().isEmpty() ? built : built.withClasses(data.classes());
        return data.isWeighted() ? named.withWeights(Arrays.copyOf(weights, count)) : named;
    }

    /** A feature's share in each member, times the member's share in the meta model; empty where one of them tells none. */
    private List<FeatureImportance> importance(List<TrainedModel> members, TrainedModel top) {
        if (top.importance().isEmpty()
                || members.stream().anyMatch(member -> member.importance().isEmpty())) {
            return List.of();
        }
        List<String> features = data.features();
        double[] shares = new double[features.size()];
        double total = 0;
        for (int i = 0; i < members.size(); i++) {
            double weight = shareOf(i, members.get(i).model(), top);
            for (FeatureImportance each : members.get(i).importance()) {
                shares[features.indexOf(each.feature())] += weight * each.share();
                total += weight * each.share();
            }
        }
        List<FeatureImportance> importance = new ArrayList<>();
        for (int i = 0; i < shares.length && total > 0; i++) {
            importance.add(new FeatureImportance(features.get(i), Math.min(1, shares[i] / total)));
        }
        return importance;
    }

    private double shareOf(int member, Model model, TrainedModel top) {
        List<String> outputs = StackedModel.metaFeatures(List.of(names.get(member)), List.of(model));
        return top.importance().stream()
                .filter(each -> outputs.contains(each.feature()))
                .mapToDouble(FeatureImportance::share)
                .sum();
    }

    private TrainingProvenance provenance(List<TrainedModel> members, TrainedModel top) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        for (int i = 0; i < names.size(); i++) {
            put(all, "member." + names.get(i), members.get(i).provenance());
        }
        put(all, "meta", top.provenance());
        return new TrainingProvenance("stacking", "mlpipeline", all, data.size(), data.fingerprint());
    }

    private static void put(SortedMap<String, String> all, String prefix, TrainingProvenance provenance) {
        all.put(prefix, provenance.estimator() + ", " + provenance.library());
        provenance.parameters().forEach((name, value) -> all.put(prefix + "." + name, value));
    }
}
