package io.mlpipeline.models.core.xgboost;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A model that XGBoost stored as JSON or UBJSON, in whatever language, with any version from 1.0 on. Immutable and safe for use by many
 * threads. Reading needs no XGBoost.
 *
 * <pre>{@code
 * TreeEnsemble model = XGBoostModel.read(Path.of("churn.ubj")).toModel(List.of("age", "plan", "months"));
 * }</pre>
 *
 * <p>Boosted trees ({@code gbtree}) of regression, ranking, logistic and softmax objectives are read, with splits by categories and
 * several trees a round. Refused are {@code dart}, {@code gblinear}, several targets, other objectives and the old binary format.
 * All rounds are taken: where training stopped early, XGBoost's interface for scikit-learn uses fewer; {@link #firstRounds(int)}
 * does too.
 *
 * <p>The margins are the floats of XGBoost from 1.3 on (before, it added in another order), but for the base margin of a logistic or log-scale objective, of which the file holds a
 * probability or a mean: its logarithm may differ by one unit in the last place. {@link #withBaseMargins(float...)} sets what is
 * known better.
 */
public final class XGBoostModel {
    private final ModelFile file;
    private final Link link;
    private final int outputs;
    private final int[] treesOfOutput;
    private final float[] baseMargins;
    private final List<String> classes;

    private XGBoostModel(ModelFile file, float[] baseMargins, List<String> classes) {
        this.file = file;
        this.link = Objectives.link(file.objective());
        this.outputs = link == Link.SOFTMAX ? file.classes() : 1;
        this.treesOfOutput = ModelChecks.treesOfOutput(file, outputs);
        this.baseMargins = baseMargins;
        this.classes = classes;
    }

    /**
     * Reads a model file.
     *
     * @param bytes the content of a {@code .json} or {@code .ubj} file
     * @return the model
     * @throws CorruptArtifactException if it is no such file, is cut off or holds what no tree can
     * @throws InvalidDataException if it is a model of a kind that is not read
     */
    public static XGBoostModel read(byte[] bytes) {
        ModelFile file = ModelFileReader.read(bytes);
        ModelChecks.checkKind(file);
        return new XGBoostModel(file, ModelChecks.baseMargins(file), List.of());
    }

    /**
     * Reads a model file.
     *
     * @param path a {@code .json} or {@code .ubj} file
     * @return the model
     * @throws CorruptArtifactException if it is no such file, is cut off or holds what no tree can
     * @throws InvalidDataException if it is a model of a kind that is not read
     * @throws UncheckedIOException if the file cannot be read
     */
    public static XGBoostModel read(Path path) {
        try {
            return read(Files.readAllBytes(path));
        } catch (CorruptArtifactException e) {
            throw new CorruptArtifactException(path + ": " + e.getMessage(), e);
        } catch (InvalidDataException e) {
            throw new InvalidDataException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model file " + path, e);
        }
    }

    /**
     * The version of XGBoost that wrote the file.
     *
     * @return such as 2.1.4; empty if the file does not say
     */
    public String version() {
        return file.version();
    }

    /**
     * The objective that the model was trained with, by XGBoost's name.
     *
     * @return such as {@code binary:logistic}
     */
    public String objective() {
        return file.objective();
    }

    /**
     * The names of the features, in the order in which XGBoost's rows held them.
     *
     * @return an immutable list, empty if the file does not name them
     */
    public List<String> featureNames() {
        return file.names();
    }

    /**
     * The number of features.
     *
     * @return 0 or more
     */
    public int features() {
        return file.features();
    }

    /**
     * The number of trees of all outputs together.
     *
     * @return 0 or more
     */
    public int trees() {
        return file.trees().size();
    }

    /**
     * What the margins start with.
     *
     * @return a new array with one a output
     */
    public float[] baseMargins() {
        return baseMargins.clone();
    }

    /**
     * The same model with other base margins.
     *
     * @param margins one a output, finite
     * @return a new model
     */
    public XGBoostModel withBaseMargins(float... margins) {
        if (margins.length != outputs) {
            throw new IllegalArgumentException(margins.length + " base margins for " + outputs + " outputs");
        }
        return new XGBoostModel(file, margins.clone(), classes);
    }

    /**
     * The same model with names for its classes.
     *
     * @param names one a class, in the order of their numbers; none for numbers
     * @return a new model
     * @throws IllegalArgumentException if the model has no classes, or not so many
     */
    public XGBoostModel withClasses(List<String> names) {
        int count = link == Link.SOFTMAX ? outputs : link == Link.LOGISTIC ? 2 : 0;
        if (!names.isEmpty() && (names.size() != count || new HashSet<>(names).size() != count)) {
            throw new IllegalArgumentException("A model of objective '" + objective() + "' has " + count
                    + " classes, which need as many different names, got " + names);
        }
        return new XGBoostModel(file, baseMargins, List.copyOf(names));
    }

    /**
     * The same model without the trees that were added later.
     *
     * @param rounds how many rounds of boosting to keep, such as one more than the {@code best_iteration} of early stopping
     * @return a new model
     * @throws IllegalArgumentException if there are fewer, or the trees are no whole rounds
     */
    public XGBoostModel firstRounds(int rounds) {
        long size = (long) file.parallelTrees() * outputs;
        if (rounds < 1 || rounds > trees() / size || trees() % size != 0) {
            throw new IllegalArgumentException(
                    "Cannot take the first " + rounds + " rounds of " + trees() + " trees, " + size + " a round");
        }
        return new XGBoostModel(file.firstTrees((int) (rounds * size)), baseMargins, classes);
    }

    /**
     * Makes a model that scores.
     *
     * @param features the features in the order of the vectors to be scored. Where the file names its features, the same names in any
     *     order; where it does not, as many names in the order of XGBoost's rows
     * @return the model
     * @throws InvalidDataException if the features are not the file's
     * @throws CorruptArtifactException if a tree asks for a feature that does not exist, or holds a number that is none
     */
    public TreeEnsemble toModel(List<String> features) {
        int[] positions = positions(features);
        TreeEnsemble.Builder ensemble =
                TreeEnsemble.builder(features).baseMargins(baseMargins).classNames(classes);
        if (link == Link.SOFTMAX) {
            ensemble.classes(outputs);
        } else {
            ensemble.link(link);
        }
        try {
            for (int tree : treesOfOutput) {
                add(tree, positions, ensemble);
            }
            return ensemble.build();
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("The model file holds what no tree can: " + e.getMessage(), e);
        }
    }

    private void add(int number, int[] positions, TreeEnsemble.Builder ensemble) {
        FileTree tree = file.trees().get(number);
        int[] feature = new int[tree.feature().length];
        for (int node = 0; node < feature.length; node++) {
            if (!tree.isLeaf(node)) {
                int asked = tree.feature()[node];
                if (asked < 0 || asked >= positions.length) {
                    throw new IllegalArgumentException(
                            "tree " + number + " asks for feature " + asked + " of " + positions.length);
                }
                feature[node] = positions[asked];
            }
        }
        ensemble.tree(
                tree.left(), tree.right(), feature, tree.defaultLeft(), tree.value(), tree.cover(), tree.categories());
    }

    /** Where each of the file's features stands in a vector. */
    private int[] positions(List<String> features) {
        List<String> names = file.names();
        if (features.size() != file.features() || new HashSet<>(features).size() != features.size()) {
            throw new InvalidDataException("The model file has " + file.features() + " features"
                    + (names.isEmpty() ? "" : " " + names) + ", got " + features.size() + ": " + features);
        }
        int[] positions = new int[features.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = names.isEmpty() ? i : features.indexOf(names.get(i));
            if (positions[i] < 0) {
                TreeSet<String> missing = new TreeSet<>(names);
                missing.removeAll(features);
                TreeSet<String> unknown = new TreeSet<>(features);
                unknown.removeAll(names);
                throw new InvalidDataException(
                        "The model file's features " + missing + " are missing; " + unknown + " are none of its");
            }
        }
        return positions;
    }

    /**
     * How much each feature contributed: its share of the gain of all splits.
     *
     * @param features as for {@link #toModel(List)}
     * @return one a feature; none where there is no split, or the file does not say
     */
    public List<FeatureImportance> importance(List<String> features) {
        int[] positions = positions(features);
        double[] gains = new double[features.size()];
        for (FileTree tree : file.trees()) {
            for (int node = 0; node < tree.gain().length; node++) {
                if (!tree.isLeaf(node)) {
                    gains[positions[tree.feature()[node]]] += tree.gain()[node];
                }
            }
        }
        double total = Arrays.stream(gains).sum();
        List<FeatureImportance> importance = new ArrayList<>();
        for (int i = 0; i < gains.length && total > 0; i++) {
            importance.add(new FeatureImportance(features.get(i), Math.min(1, gains[i] / total)));
        }
        return importance;
    }

    /**
     * Makes a trained model for a bundle. Its provenance says that it was read from a file; the training data is not known.
     *
     * @param features as for {@link #toModel(List)}
     * @return the model with its importance
     */
    public TrainedModel toTrainedModel(List<String> features) {
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("objective", objective());
        parameters.put("trees", Integer.toString(trees()));
        String library = "xgboost " + (version().isEmpty() ? "of unknown version" : version());
        return new TrainedModel(
                toModel(features),
                importance(features),
                new TrainingProvenance("xgboost-import", library, parameters, 0, ""));
    }

    @Override
    public String toString() {
        return "XGBoostModel(" + objective() + ", " + trees() + " trees, " + features() + " features)";
    }
}
