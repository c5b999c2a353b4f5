package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Our own scorer and the libraries it is measured beside. */
final class Peers {
    private Peers() {}

    /** All scorers of one model: ours, then XGBoost's, which is the reference, then the others. */
    static List<Scorer> all(Model model, byte[] json, ScoringData data) throws Exception {
        return List.of(
                new PortableScorer(model, data),
                XGBoostScorer.of(json, data, false),
                XGBoostScorer.of(json, data, true),
                OnnxScorer.of(XGBoostTrees.read(json), data),
                H2oScorer.of(json, data),
                PmmlScorer.of(json, data));
    }

    /** The versions of the peers that the build resolved. */
    static String versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = Objects.requireNonNull(Peers.class.getResourceAsStream("peers.properties"))) {
            versions.load(in);
        }
        return versions.stringPropertyNames().stream()
                .sorted()
                .map(name -> name + " " + versions.getProperty(name))
                .collect(Collectors.joining(", ", "peers: ", ""));
    }
}
