package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sample reads and writes. */
final class RetailFolders {
    private RetailFolders() {}

    /** Checks what can be checked before the work: that the input can be read, the output written, and the port had. */
    static Path prepare(RetailOptions options) throws IOException {
        if (options.input().isPresent() && !Files.isReadable(options.input().get())) {
            throw new IOException("Cannot read the sales file '"
                    + options.input().get() + "'. Check the path given with --input and its rights");
        }
        try {
            Files.createDirectories(options.out());
            Files.delete(Files.createTempFile(options.out(), "writable", null));
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write into the folder '" + options.out() + "' (" + e + "). Choose another with --out", e);
        }
        if (options.port().isPresent()) {
            requireFree(options.port().getAsInt());
        }
        return options.out();
    }

    private static void requireFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (BindException e) {
            throw new IOException(
                    "Port " + port + " is in use. End what listens there, or choose another with --port", e);
        }
    }

    static Path generate(Path out, long seed) {
        return RetailGenerator.builder()
                .seed(seed)
                .build()
                .write(out.resolve("sales.csv"))
                .file();
    }
}
