package io.selfheal.http;

import com.sun.net.httpserver.HttpHandler;
import io.selfheal.SelfHealing;
import io.selfheal.View;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Tells over HTTP how the service does: in a server of its own ({@link #start(int)}), in the host's
 * ({@link #handler()}), or in any other way ({@link #answer(String)}). Immutable, safe to use from any thread.
 *
 * <p>Every answer is made from the view that the loop published last: no request ever runs a probe, waits for the loop, or
 * costs more than writing out some kilobytes that are rendered once a turn. There is nothing here that changes anything.
 *
 * <table>
 * <caption>What is answered</caption>
 * <tr><th>path</th><th>says</th><th>code</th></tr>
 * <tr><td>{@code /health}</td>
 * <td>{@code status}, {@code service}, {@code mode}, {@code time} (of the last turn, of which everything else is),
 * {@code loop}, {@code metrics} (CPU and memory; null where unknown), {@code components}, open {@code incidents}, {@code forecasts}
 * of what runs out, {@code deployments}, what holds healing back and what it put in force, what user
 * code is {@code failing}, and how many events each reader {@code lost}</td>
 * <td>503 if the status is DOWN, else 200</td></tr>
 * <tr><td>{@code /livez}</td>
 * <td>that the process answers, and whether the loop turns; a loop that does not turn is no reason to kill a service that
 * works, and neither is the state of any other component</td>
 * <td>always 200</td></tr>
 * <tr><td>{@code /readyz}</td>
 * <td>whether the loop has turned at least once and the host says that it is ready, see {@link #ready}; other components
 * do not count</td>
 * <td>200 or 503</td></tr>
 * </table>
 *
 * <p>The status of a component is the worst of its health metrics and of its open incidents, from best to worst UP, UNKNOWN
 * (a health that is UNKNOWN or stale, or nothing but stale metrics), DEGRADED (also: any open incident), DOWN (a fresh
 * health says so). The service's own status is that of the component of its name, except that another component which is
 * DEGRADED or DOWN makes it DEGRADED and never worse: whoever takes a DOWN service out of traffic must not do so for
 * somebody else's fault. It is UNKNOWN while the loop does not turn, because what it saw is old by then.
 */
public final class HealthEndpoint {
    private static final HealthAnswer NO_SUCH_PATH =
            HealthAnswer.of(404, "{\"error\":\"no such path; there are /health, /livez and /readyz\"}");
    private static final HealthAnswer WRONG_METHOD =
            HealthAnswer.of(405, "{\"error\":\"only GET and HEAD are allowed\"}");
    private static final HealthAnswer TURNING = HealthAnswer.of(200, "{\"status\":\"UP\",\"loop\":{\"turning\":true}}");
    private static final HealthAnswer STILL = HealthAnswer.of(200, "{\"status\":\"UP\",\"loop\":{\"turning\":false}}");

    private final Supplier<View> view;
    private final BooleanSupplier turning;
    private final Readiness readiness;
    private final HealthPage page = new HealthPage();

    private HealthEndpoint(Supplier<View> view, BooleanSupplier turning, BooleanSupplier ready) {
        this.view = view;
        this.turning = turning;
        this.readiness = new Readiness(ready);
    }

    /**
     * The endpoint of a healer, ready as soon as its loop has turned.
     *
     * @param healing the healer; the endpoint neither starts nor closes it
     * @return the endpoint
     */
    public static HealthEndpoint of(SelfHealing healing) {
        return of(healing::view, healing::turning);
    }

    static HealthEndpoint of(Supplier<View> view, BooleanSupplier turning) {
        return new HealthEndpoint(view, turning, () -> true);
    }

    /**
     * The same endpoint with a readiness of the host's own: caches are warm, migrations are done.
     *
     * @param ready true while the host wants traffic; asked on the server's threads at each {@code /readyz}, by one thread at
     *     a time, and must not block: after 100 milliseconds others are told that it is not ready. Whatever it throws means
     *     that it is not
     * @return an endpoint that answers as this one does
     */
    public HealthEndpoint ready(BooleanSupplier ready) {
        return new HealthEndpoint(view, turning, ready);
    }

    /**
     * Answers a GET request. Never blocks, {@code /readyz} with a host's own readiness apart, and never throws.
     *
     * @param path the path of the request, without a query
     * @return the answer; code 404 for an unknown path
     */
    public HealthAnswer answer(String path) {
        return switch (path) {
            case "/health" -> page.of(view.get(), turning.getAsBoolean());
            case "/livez" -> turning.getAsBoolean() ? TURNING : STILL;
            case "/readyz" -> readiness.of(view.get());
            default -> NO_SUCH_PATH;
        };
    }

    /** The same for a request of any method; code 405 for one that is neither GET nor HEAD. */
    HealthAnswer answer(String method, String path) {
        return method.equals("GET") || method.equals("HEAD") ? answer(path) : WRONG_METHOD;
    }

    /**
     * A handler for the host's own server: {@code server.createContext("/health", endpoint.handler())}. The context's own
     * path is {@code /health} of this endpoint, and {@code livez} and {@code readyz} lie under it; in the context {@code /}
     * all have the paths of the table above.
     *
     * <p>It reads no request body, takes GET and HEAD only (405 otherwise), and leaves connections, threads, time limits and
     * access control to that server.
     *
     * @return the handler, for any number of contexts and threads
     */
    public HttpHandler handler() {
        return new HealthHandler(this);
    }

    /**
     * Starts a server of its own that only this machine can reach, on the loopback address.
     *
     * @param port the port; 0 for any that is free, see {@link HealthServer#uri()}
     * @return the running server
     * @throws IllegalArgumentException if there is no such port
     * @throws java.io.UncheckedIOException if the port is taken
     */
    public HealthServer start(int port) {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /**
     * Starts a server of its own on an address of choice. There is no authentication: whoever reaches the address reads the
     * names and numbers of this service.
     *
     * @param address where to listen: {@code new InetSocketAddress("0.0.0.0", 8081)} for every network of this machine
     * @return the running server
     * @throws java.io.UncheckedIOException if it cannot listen there
     */
    public HealthServer start(InetSocketAddress address) {
        return HealthServer.start(this, address);
    }
}
