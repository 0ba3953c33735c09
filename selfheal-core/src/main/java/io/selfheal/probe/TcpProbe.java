package io.selfheal.probe;

import io.selfheal.Gauge;
import io.selfheal.Health;
import io.selfheal.Metric;
import io.selfheal.Probe;
import io.selfheal.Ticker;
import io.selfheal.Unit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Asks whether somebody listens at a port: {@code TcpProbe.of("orders-db", "db.internal", 5432)}. Immutable.
 *
 * <p>It connects, sends nothing, and hangs up. It reports the {@link Health} {@code orders-db}, UP if the connection was
 * accepted, and DOWN if the name is not known, the connection was refused, or nobody answered in time; and, if it was
 * accepted, the {@link Gauge} {@code orders-db.connect.seconds}, which includes looking up the name. If this process itself
 * cannot open a socket, or look up the name, the sample fails instead, and says nothing about the other side.
 *
 * <p>Each sample opens one connection, directly and without a proxy: about 25 µs to a port of the same machine. It leaves
 * neither a connection nor a thread behind.
 */
public final class TcpProbe implements Probe {
    private static final Duration LONGEST = Duration.ofHours(1);
    // What a sample may take beyond the limit for the answer, so that a late one is reported and not just cut off.
    private static final Duration SLACK = Duration.ofSeconds(1);

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final String name;
    private final String component;
    private final String host;
    private final int port;
    private final Duration limit;

    private TcpProbe(String name, String component, String host, int port, Duration limit) {
        this.name = name;
        this.component = component;
        this.host = host;
        this.port = port;
        this.limit = limit;
    }

    /**
     * A probe of a port, once a second, which has two seconds to accept.
     *
     * @param name the component's name, which is also the health's and the probe's; not blank
     * @param host a name, looked up anew for each sample, or an IP address; not blank
     * @param port from 1 to 65535
     * @return the probe
     * @throws IllegalArgumentException if any of them cannot be used, with the fix
     */
    public static TcpProbe of(String name, String host, int port) {
        Names.checked("TCP", name);
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "TCP probe \"" + name + "\" has a blank host: give a name or an address");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "TCP probe \"" + name + "\" has the port " + port + ": give one from 1 to 65535");
        }
        return new TcpProbe(name, name, host, port, Duration.ofSeconds(2));
    }

    /**
     * The same probe with another limit for the connection to be accepted, two seconds at first. A port that takes longer is
     * DOWN.
     *
     * @param limit how long; at least a millisecond, at most an hour
     * @return the probe
     * @throws IllegalArgumentException if it is anything else
     */
    @Override
    public TcpProbe within(Duration limit) {
        if (limit.toMillis() < 1 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("TCP probe \"" + name + "\" has " + limit
                    + " for an answer: give at least a millisecond and at most an hour");
        }
        return new TcpProbe(name, component, host, port, limit);
    }

    @Override
    public TcpProbe on(String component) {
        return new TcpProbe(name, Objects.requireNonNull(component, "component"), host, port, limit);
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
    public Duration timeout() {
        return limit.plus(SLACK);
    }

    /**
     * Connects once; blocks until that is accepted, refused, or the limit is reached, apart from a name that resolves slowly.
     *
     * @throws IOException if this process cannot open a socket, or look up the name
     */
    @Override
    public List<Metric> sample() throws IOException {
        Ticker ticker = Ticker.system();
        long start = ticker.nanos();
        try (Socket socket = socketWithItsDescriptor()) {
            return connected(socket, ticker, start);
        }
    }

    /** Whether another one asks the same: then it goes on as it is when a healer's policy changes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TcpProbe probe && parts().equals(probe.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(name, component, host, port, limit);
    }

    /** Takes the descriptor now, so that a lack of them is not taken for a silent port. */
    private static Socket socketWithItsDescriptor() throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private List<Metric> connected(Socket socket, Ticker ticker, long start) throws IOException {
        InetSocketAddress address = lookedUp();
        if (address.isUnresolved()) {
            return List.of(Health.down(name, at() + " cannot be resolved"));
        }
        try {
            socket.connect(address, Math.toIntExact(limit.toMillis()));
            return List.of(Health.up(name), Gauge.of(name + ".connect.seconds", (ticker.nanos() - start) / 1e9));
        } catch (SocketTimeoutException e) {
            return List.of(
                    Health.down(name, at() + " does not accept within " + Unit.SECONDS.format(limit.toNanos() / 1e9)));
        } catch (IOException e) {
            return List.of(Health.down(name, at() + " fails: " + e.getMessage()));
        }
    }

    /** Without a descriptor for the question the JDK says that nobody knows the name, and remembers that for ten seconds. */
    private InetSocketAddress lookedUp() throws IOException {
        if (!ADDRESS.matcher(host).matches()) {
            socketWithItsDescriptor().close();
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            socketWithItsDescriptor().close(); // somebody else may have taken the last one meanwhile
        }
        return address;
    }

    private String at() {
        return host + ":" + port;
    }
}
