package io.mlpipeline.serving.adapters.http;

import com.sun.net.httpserver.HttpServer;
import io.mlpipeline.serving.adapters.core.PredictionService;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a host decides about a {@link PredictionHttpServer}. Not thread-safe; may start several servers. */
public final class PredictionHttpServerBuilder {
    private static final int THREADS = 32;
    private static final int WAITING = 1024;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final List<PredictionService> services;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port = 8080;
    private @Nullable Executor executor;
    private int maxBodyBytes = 1 << 20;
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration closeGrace = Duration.ofSeconds(10);

    PredictionHttpServerBuilder(PredictionService service, PredictionService... more) {
        services = Stream.concat(Stream.of(service), Stream.of(more)).toList();
        routesByName();
    }

    private Map<String, ModelRoutes> routesByName() {
        Map<String, ModelRoutes> routes = new LinkedHashMap<>();
        for (PredictionService each : services) {
            String name = each.model().name();
            if (routes.put(name, new ModelRoutes(each)) != null) {
                throw new IllegalArgumentException("Two services have a model named '" + name
                        + "'; a path must lead to one. Serve them on two ports, or name the models apart");
            }
        }
        return routes;
    }

    /**
     * The port; 8080 unless set.
     *
     * @param number 1 to 65535, or 0 for any free port
     * @return this builder
     */
    public PredictionHttpServerBuilder port(int number) {
        if (number < 0 || number > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535, got " + number);
        }
        port = number;
        return this;
    }

    /**
     * The address to listen on; loopback unless set. On another address anyone who can reach it gets predictions.
     *
     * @param local an address of this machine
     * @return this builder
     */
    public PredictionHttpServerBuilder bindAddress(InetAddress local) {
        address = Objects.requireNonNull(local, "bindAddress");
        return this;
    }

    /**
     * What requests run on. Unless set, the server has 32 daemon threads of its own, for which 1024 requests wait; a connection
     * beyond that is closed at once, as one that the given executor rejects.
     *
     * @param threads an executor that runs tasks on other threads and obeys interrupts; it stays open
     * @return this builder
     */
    public PredictionHttpServerBuilder executor(Executor threads) {
        executor = Objects.requireNonNull(threads, "executor");
        return this;
    }

    /**
     * The longest body that is read; 1 MiB unless set.
     *
     * @param bytes 1 to 256 MiB
     * @return this builder
     */
    public PredictionHttpServerBuilder maxBodyBytes(int bytes) {
        if (bytes < 1 || bytes > 256 << 20) {
            throw new IllegalArgumentException("A body limit is 1 to " + (256 << 20) + " bytes, got " + bytes);
        }
        maxBodyBytes = bytes;
        return this;
    }

    /**
     * How long a request may take from its first byte to the last byte of the answer, slow clients included; 30 seconds unless
     * set. Then its connection is closed.
     *
     * @param limit above zero
     * @return this builder
     */
    public PredictionHttpServerBuilder requestTimeout(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("A request's time must be above zero, got " + limit);
        }
        requestTimeout = limit;
        return this;
    }

    /**
     * How long {@link PredictionHttpServer#close()} waits for requests in flight; 10 seconds unless set.
     *
     * @param limit zero or more
     * @return this builder
     */
    public PredictionHttpServerBuilder closeGrace(Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("A time of grace is zero or more, got " + limit);
        }
        closeGrace = limit;
        return this;
    }

    /**
     * Starts to listen.
     *
     * @return the running server, to be closed by the caller
     * @throws ServerStartException if the port is taken or not allowed, or the address is not this machine's
     */
    public PredictionHttpServer start() {
        HttpServer server = listen();
        Watchdog watchdog = new Watchdog(requestTimeout);
        InFlight inFlight = new InFlight();
        ExecutorService own = executor == null ? ownThreads() : null;
        server.setExecutor(watchdog.guarding(own == null ? Objects.requireNonNull(executor) : own));
        Router router = new Router(routesByName(), new StateRoutes(services));
        server.createContext("/", new FrontDoor(router, maxBodyBytes, inFlight));
        server.start();
        return new PredictionHttpServer(server, inFlight, closeGrace, () -> {
            watchdog.close();
            if (own != null) {
                own.shutdown();
            }
        });
    }

    private HttpServer listen() {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(address, port), 0);
        } catch (BindException e) {
            throw new ServerStartException(
                    "Cannot listen on port " + port + " of " + address.getHostAddress() + " (" + e.getMessage()
                            + "). Maybe another process has it: stop that one, or choose another port, 0 for any free one",
                    e);
        } catch (IOException e) {
            throw new ServerStartException(
                    "Cannot listen on port " + port + " of " + address.getHostAddress() + " (" + e.getMessage()
                            + "). Ports below 1024 may need rights; choose a higher one",
                    e);
        }
    }

    private static ExecutorService ownThreads() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "mlpipeline-http-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
