package io.mlpipeline.serving.adapters.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mlpipeline.serving.adapters.core.request.Violation;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request comes in and goes out here: counted until it is answered, and never answered with a stack trace. A failure is
 * one line in the log, without the values that the caller has sent.
 */
final class FrontDoor implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);

    /** How much of a body that nobody wants is read, so that its sender comes to read the answer. */
    private static final int MOST_DRAINED = 16 << 20;

    private final Route routes;
    private final int maxBodyBytes;
    private final InFlight inFlight;

    FrontDoor(Route routes, int maxBodyBytes, InFlight inFlight) {
        this.routes = routes;
        this.maxBodyBytes = maxBodyBytes;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        boolean open = inFlight.enter();
        try {
            Response response = open ? answer(exchange) : Problem.closing().response();
            drain(exchange.getRequestBody());
            response.send(exchange);
        } catch (IOException e) {
            LOG.info("{}: connection lost, or too slow ({})", line(exchange), e.toString());
        } finally {
            exchange.close();
            inFlight.leave();
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        try {
            return routes.answer(new Request(exchange, maxBodyBytes));
        } catch (ProblemException e) {
            log(exchange, e);
            return e.problem().response();
        } catch (RuntimeException e) {
            LOG.error("{}: unexpected failure", line(exchange), e);
            return Problem.internal().response();
        }
    }

    /** A caller's mistake is news; the server's own is a warning that says what happened. */
    private static void log(HttpExchange exchange, ProblemException e) {
        if (e.problem().status() == 500) {
            LOG.warn("{}: {}: {}", line(exchange), e.problem().logLine(), reason(e));
        } else {
            LOG.info("{}: {}", line(exchange), e.problem().logLine());
        }
    }

    /** As text, so that the log does not take it for an exception whose trace is wanted. */
    private static String reason(ProblemException e) {
        return e.getCause() == null ? e.problem().detail() : e.getCause().toString();
    }

    private static void drain(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        int drained = 0;
        for (int read = 0; read >= 0 && drained < MOST_DRAINED; drained += read) {
            read = body.read(buffer);
        }
    }

    private static String line(HttpExchange exchange) {
        return Violation.quoted(
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    }
}
