package io.mlpipeline.benchmarks.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Our own scorer and the libraries it is measured beside. */
final class Peers {
    private Peers() {}

    /** All scorers of one model: ours, then XGBoost's, which is the reference, then the others. */
    static List<Scorer> all(Contest contest, ScoringData data) throws Exception {
        List<Scorer> scorers = new ArrayList<>(List.of(
                new PortableScorer(contest.model(), data),
                XGBoostScorer.of(contest.json(), data, false),
                XGBoostScorer.of(contest.json(), data, true),
                OnnxScorer.of(contest.model(), data),
                H2oScorer.of(contest.json(), data, contest.model().outputs())));
        if (contest.isRegression()) {
            scorers.add(PmmlScorer.of(contest.json(), data));
        }
        return scorers;
    }

    /** The versions of the peers that the build resolved. */
    static String versions() throws IOException {
        Properties versions = properties();
        return versions.stringPropertyNames().stream()
                .sorted()
                .map(name -> name + " " + versions.getProperty(name))
                .collect(Collectors.joining(", ", "peers: ", ""));
    }

    /** The version of one of them. */
    static String version(String peer) throws IOException {
        return Objects.requireNonNull(properties().getProperty(peer), peer);
    }

    private static Properties properties() throws IOException {
        Properties versions = new Properties();
        try (InputStream in = Objects.requireNonNull(Peers.class.getResourceAsStream("peers.properties"))) {
            versions.load(in);
        }
        return versions;
    }
}
