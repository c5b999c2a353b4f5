package io.mlpipeline.samples.retail;

import io.mlpipeline.api.error.MlPipelineException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/** From raw sales lines to a served, monitored forecast and a report. */
public final class RetailSample {
    private RetailSample() {}

    /**
     * Runs the sample and ends the JVM with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(RetailOptions.HELP);
            return 0;
        }
        try {
            RetailOptions options = RetailOptions.parse(arguments);
            new RetailJob(options, new Progress(out)).run();
            return 0;
        } catch (RetailOptions.UsageException e) {
            err.println("retail: " + e.getMessage());
            return 2;
        } catch (MlPipelineException | IllegalArgumentException | IOException | UncheckedIOException e) {
            err.println();
            err.println("retail: " + e.getMessage());
            return 1;
        } catch (Exception e) {
            err.println();
            err.println("retail: an unexpected failure, please report it: " + e);
            e.printStackTrace(err);
            return 1;
        }
    }
}
