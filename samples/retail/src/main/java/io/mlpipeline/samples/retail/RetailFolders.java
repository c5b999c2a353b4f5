package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sample reads and writes. */
final class RetailFolders {
    private RetailFolders() {}

    /** Checks what can be checked before an hour of work: that the input is readable and the output writable. */
    static Path prepare(RetailOptions options) throws IOException {
        if (options.input().isPresent() && !Files.isReadable(options.input().get())) {
            throw new IOException("Cannot read the sales file '" + options.input().get()
                    + "'. Check the path given with --input and its rights");
        }
        try {
            Files.createDirectories(options.out());
            Files.delete(Files.createTempFile(options.out(), "writable", null));
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write into the folder '" + options.out() + "' (" + e + "). Choose another with --out", e);
        }
        return options.out();
    }

    static Path generate(Path out, long seed) {
        return RetailGenerator.builder()
                .seed(seed)
                .build()
                .write(out.resolve("sales.csv"))
                .file();
    }
}
