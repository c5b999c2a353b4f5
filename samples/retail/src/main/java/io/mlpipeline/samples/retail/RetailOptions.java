package io.mlpipeline.samples.retail;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command line of the sample.
 *
 * @param input the sales file; empty to generate one
 * @param out the folder for everything that is written
 * @param seed the seed of the generator and of training
 * @param threads how many threads XGBoost and Spark use
 * @param port the port to keep serving on after the run; empty to stop
 */
record RetailOptions(Optional<Path> input, Path out, int seed, int threads, OptionalInt port) {
    static final String HELP = """
            Forecasts daily units per item, seven days ahead, from raw sales lines.

            Usage: samples/run retail [options]

              --input FILE   sales lines as CSV, plain or .gz: the UCI "Online Retail" file or one with the
                             same columns; without it two years of a made-up retailer are generated
              --out DIR      where the report, the quarantine and the model registry go
                             (default: samples/out/retail)
              --seed N       seed of the generator and of training (default: 42)
              --threads N    threads for Spark and XGBoost (default: 2)
              --port N       keep serving the promoted model on this port until interrupted
              --help         this text

            Exit code: 0 done, 1 the run failed, 2 the options are wrong.
            """;

    static RetailOptions parse(List<String> arguments) {
        Parser parser = new Parser();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            parser.take(rest.next(), rest);
        }
        return new RetailOptions(parser.input, parser.out, parser.seed, parser.threads, parser.port);
    }

    /** Reads one option after the other. */
    private static final class Parser {
        private Optional<Path> input = Optional.empty();
        private Path out = Path.of("samples", "out", "retail");
        private int seed = 42;
        private int threads = 2;
        private OptionalInt port = OptionalInt.empty();

        void take(String option, Iterator<String> rest) {
            switch (option) {
                case "--input" -> input = Optional.of(Path.of(value(option, rest)));
                case "--out" -> out = Path.of(value(option, rest));
                case "--seed" -> seed = number(option, value(option, rest), 0, Integer.MAX_VALUE);
                case "--threads" -> threads = number(option, value(option, rest), 1, 1024);
                case "--port" -> port = OptionalInt.of(number(option, value(option, rest), 0, 65_535));
                default -> throw new UsageException("Unknown option '" + option + "'; see --help");
            }
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new UsageException("Option " + option + " needs a value; see --help");
            }
            return rest.next();
        }

        private static int number(String option, String text, int least, int most) {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new UsageException("Option " + option + " needs a whole number, got '" + text + "'", e);
            }
            throw new UsageException(
                    "Option " + option + " needs a number from " + least + " to " + most + ", got " + text);
        }
    }

    /** A command line that cannot be followed. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }

        UsageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
