package io.mlpipeline.serving.adapters.http;

import com.sun.net.httpserver.HttpServer;
import io.mlpipeline.serving.adapters.core.PredictionService;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/**
 * Answers predictions over HTTP with the server that ships with the JDK, by the same service as in the process: the values are
 * the same to the last bit.
 *
 * <table>
 * <caption>Routes</caption>
 * <tr><th>Request</th><th>Answer</th></tr>
 * <tr><td>{@code POST /v1/models/{model}:predict}</td>
 *   <td>predictions for {@code {"instances": [{"field": value, ...}, ...]}} or for one instance as an object; all of one
 *   version, or none</td></tr>
 * <tr><td>{@code GET /v1/models}</td><td>the models with the versions that answer</td></tr>
 * <tr><td>{@code GET /v1/models/{model}}</td><td>the fields of a request, hash, metrics, counts and latencies</td></tr>
 * <tr><td>{@code GET /healthz}</td><td>200 while the process answers at all</td></tr>
 * <tr><td>{@code GET /readyz}</td><td>200 while every model answers, 503 when it is closing</td></tr>
 * </table>
 *
 * <p>A failure is answered by a problem of RFC 9457 with a {@code hint}: 400 for a body that is no JSON of this form, 404, 405,
 * 413, 415, 422 with the offending fields, 500 if the model gives no finite value, 503 while closing.
 *
 * <p>The server binds to loopback unless told otherwise: it knows no users and no TLS, so put it behind something that does
 * before it is bound to another address.
 *
 * <p>On some JDKs, 17 among them, keep-alive requests to the JDK's server stall for 45 ms each unless the system property {@code
 * sun.net.httpserver.nodelay} is {@code true} when that server's classes are first used. {@link PredictionHttpServerBuilder#start()} sets it, if it is
 * not set at all. A process that has used the JDK's server before needs {@code -Dsun.net.httpserver.nodelay=true}.
 */
public final class PredictionHttpServer implements AutoCloseable {
    private final HttpServer server;
    private final InetSocketAddress address;
    private final InFlight inFlight;
    private final Duration closeGrace;
    private final Runnable closeOwn;

    PredictionHttpServer(HttpServer server, InFlight inFlight, Duration closeGrace, Runnable closeOwn) {
        this.server = server;
        this.address = server.getAddress();
        this.inFlight = inFlight;
        this.closeGrace = closeGrace;
        this.closeOwn = closeOwn;
    }

    /**
     * Serves one model on loopback, with all else as {@link #builder} has it.
     *
     * @param service the service; it stays open
     * @param port the port, or 0 for any free one
     * @return the running server
     * @throws ServerStartException if the port is taken or not allowed
     */
    public static PredictionHttpServer start(PredictionService service, int port) {
        return builder(service).port(port).start();
    }

    /**
     * Starts to decide how models are served.
     *
     * @param service a service; it stays open
     * @param more further services, each of a model of its own
     * @return a builder
     * @throws IllegalArgumentException if two services have models of the same name
     */
    public static PredictionHttpServerBuilder builder(PredictionService service, PredictionService... more) {
        return new PredictionHttpServerBuilder(service, more);
    }

    /**
     * The port that the server listens on.
     *
     * @return the port, also when any free one was asked for
     */
    public int port() {
        return address.getPort();
    }

    /**
     * Where the server is found.
     *
     * @return the root of its paths, such as {@code http://127.0.0.1:8080/}
     */
    public URI uri() {
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    /**
     * Closes the server: new requests are told to go elsewhere, those in flight are answered within the time of grace, then the
     * port is free. The services, and an executor that was given, stay open. Closing twice does nothing.
     */
    @Override
    public void close() {
        try {
            inFlight.close(closeGrace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.stop(0);
            closeOwn.run();
        }
    }
}
