package io.selfheal.http;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Status;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks an address over HTTP how well it does: {@code HttpProbe.of("payments", URI.create("http://localhost:9090/health"))}.
 * Immutable.
 *
 * <p>It reports the {@link Health} {@code payments} and, whenever there was an answer, the {@link Gauge}
 * {@code payments.response.seconds}: from before connecting to the last byte that was read.
 *
 * <table>
 * <caption>What is made of an answer</caption>
 * <tr><th>answer</th><th>health</th></tr>
 * <tr><td>code 2xx</td><td>UP</td></tr>
 * <tr><td>code 429</td><td>DEGRADED</td></tr>
 * <tr><td>any other 3xx and 4xx (no redirect is followed); not HTTP at all</td>
 * <td>UNKNOWN: the address is wrong rather than sick</td></tr>
 * <tr><td>code 5xx</td><td>DOWN</td></tr>
 * <tr><td>name not known, connection refused, TLS fails, no whole answer in time, broken off</td><td>DOWN</td></tr>
 * <tr><td>a JSON object whose {@code status} is UP, OK, PASS; DEGRADED, WARN, WARNING; DOWN, OUT_OF_SERVICE, FAIL, ERROR; or
 * UNKNOWN: Spring Boot Actuator, MicroProfile Health, {@code application/health+json}</td>
 * <td>what it says, whatever the code; but UP counts only with a code 2xx. The detail names the parts that are not UP
 * (in {@code components}, {@code details} or {@code checks})</td></tr>
 * </table>
 *
 * <p>A body is read up to 64 KiB; a longer one is judged by its code. If this process itself cannot open a socket, or look
 * up the name, the sample fails instead, and says nothing about the address. What a URI holds beside scheme, host, port and path (a user, a password, a query) is
 * sent, the first two as basic authentication, but never shown.
 *
 * <p>Each sample opens a connection of its own on the probe's thread, directly and without a proxy, and leaves neither a
 * connection nor a thread behind.
 */
public final class HttpProbe implements Probe {
    // What a sample may take beyond the limit for the answer, so that a slow answer is reported and not just cut off.
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final String name;
    private final String component;
    private final URI uri;
    private final Duration interval;
    private final Duration limit;
    private final @Nullable SSLContext tls;

    private HttpProbe(
            String name, String component, URI uri, Duration interval, Duration limit, @Nullable SSLContext tls) {
        this.name = name;
        this.component = component;
        this.uri = uri;
        this.interval = interval;
        this.limit = limit;
        this.tls = tls;
    }

    /**
     * A probe of an address, once a second, which has two seconds to answer.
     *
     * @param name the component's name, which is also the health's and the probe's; not blank
     * @param uri what to GET; http or https, with a host
     * @return the probe
     * @throws IllegalArgumentException if the name or the URI cannot be used, with the fix
     */
    public static HttpProbe of(String name, URI uri) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an HTTP probe has a blank name: name the component it observes");
        }
        return new HttpProbe(name, name, checked(name, uri), Duration.ofSeconds(1), Duration.ofSeconds(2), null);
    }

    private static URI checked(String name, URI uri) {
        String scheme = String.valueOf(uri.getScheme());
        String start = "HTTP probe \"" + name + "\": ";
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new IllegalArgumentException(
                    start + "its URI has the scheme \"" + scheme + "\": give one that starts with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    start + "its URI has no host, or one that is not letters, digits, '-' and"
                            + " '.': give one such as http://localhost:8080/health");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException(
                    start + "its URI has the port " + uri.getPort() + ": give one from 1 to 65535");
        }
        return URI.create(uri.toASCIIString());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String component() {
        return component;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    /** One second more than the address has for its answer, see {@link #within}. */
    @Override
    public Duration timeout() {
        return limit.plus(SLACK);
    }

    @Override
    public HttpProbe every(Duration interval) {
        return new HttpProbe(name, component, uri, interval, limit, tls);
    }

    /**
     * The same probe with another limit for the answer, from connecting to the last byte, however slowly they come; two
     * seconds at first. An address that takes longer is DOWN.
     *
     * @param limit how long; above zero, at most an hour
     * @return the probe
     * @throws IllegalArgumentException if it is anything else
     */
    @Override
    public HttpProbe within(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("HTTP probe \"" + name + "\" has " + limit
                    + " for an answer: give a time above zero and at most an hour");
        }
        return new HttpProbe(name, component, uri, interval, limit, tls);
    }

    @Override
    public HttpProbe on(String component) {
        return new HttpProbe(name, Objects.requireNonNull(component, "component"), uri, interval, limit, tls);
    }

    /**
     * The same probe with certificates and keys of the host's own, for https; the JVM's default context at first.
     *
     * @param context whom to trust, and what to show
     * @return the probe
     */
    public HttpProbe trusting(SSLContext context) {
        return new HttpProbe(name, component, uri, interval, limit, context);
    }

    /**
     * Asks once; blocks until the answer is there or the limit is reached, apart from a name that resolves slowly.
     *
     * @throws IOException if this process cannot open a socket, or look up the name
     */
    @Override
    public List<Metric> sample() throws IOException {
        Ticker ticker = Ticker.system();
        long start = ticker.nanos();
        try (DeadlineSocket socket = new DeadlineSocket(ticker, start + limit.toNanos())) {
            HttpCall call = new HttpCall(uri, tls);
            InetSocketAddress address = call.address();
            try {
                Health health = call.over(socket, address).health(name);
                return List.of(health, Gauge.of(name + ".response.seconds", (ticker.nanos() - start) / 1e9));
            } catch (ProtocolException e) {
                return List.of(new Health(name, Status.UNKNOWN, at() + " does not speak HTTP/1.1: " + e.getMessage()));
            } catch (IOException e) {
                return List.of(Health.down(name, socket.overdue() ? late() : at() + " " + trouble(e)));
            }
        }
    }

    /** Whether another one asks the same: then it goes on as it is when a healer's policy changes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof HttpProbe probe && parts().equals(probe.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(name, component, uri, interval, limit, Optional.ofNullable(tls));
    }

    private String late() {
        return "no answer within " + Unit.SECONDS.format(limit.toNanos() / 1e9);
    }

    /** Host and port, and nothing of the URI that may be secret. */
    private String at() {
        return uri.getHost() + ":" + HttpCall.port(uri);
    }

    private static String trouble(IOException e) {
        if (e instanceof UnknownHostException) {
            return "cannot be resolved";
        }
        return (e instanceof SSLException ? "fails in TLS: " : "fails: ") + e.getMessage();
    }
}
