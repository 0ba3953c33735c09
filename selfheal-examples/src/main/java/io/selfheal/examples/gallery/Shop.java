package io.selfheal.examples.gallery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.selfheal.jvm.LoadFilter;
import io.selfheal.jvm.LoadGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP service with most of what services have: workers, caches, a pool of connections, buffers outside the heap,
 * files, locks, background threads, and somebody else whom it depends on. It knows nothing of selfheal but the few
 * interfaces by which it can be looked after, and nothing of the faults but that each of its parts has a bug that can be
 * switched on.
 */
public final class Shop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
    /** How many pages are kept. */
    static final int PAGES = 160;

    /** How many reports are kept. */
    static final int REPORTS = 16;

    private static final int WORKERS = 80;

    private final LastUsed<byte[]> pages = new LastUsed<>("pages", PAGES, Page.BYTES, 0.000_1, Page::of);
    private final LastUsed<long[][]> reports = new LastUsed<>("reports", REPORTS, Report.BYTES, 0.000_5, Report::of);
    private final Lending<Integer> connections;
    private final Lending<ByteBuffer> buffers;
    private final Lending<FileChannel> documents;
    private final Ledger ledger = new Ledger();
    private final Depot depot = new Depot();
    private final Pricing pricing = new Pricing();
    private final Exports exports = new Exports();
    private final Newsletter newsletter = new Newsletter();
    private final Leaks leaks = new Leaks();
    private final Spool spool;
    private final Provider provider;
    private final Payments payments;
    private final LoadGate gate = new LoadGate();
    private final ThreadPoolExecutor workers =
            (ThreadPoolExecutor) Executors.newFixedThreadPool(WORKERS, Daemons.named("worker"));
    private final HttpServer server;

    private Shop(Path folder, Provider provider, HttpServer server) throws IOException {
        Path terms = Files.write(folder.resolve("terms.txt"), "No refunds.".getBytes(StandardCharsets.UTF_8));
        this.connections = new Lending<>(10, 10, () -> 1, connection -> {});
        this.buffers = new Lending<>(100_000, 64, () -> ByteBuffer.allocateDirect(Page.BYTES), buffer -> {});
        this.documents = new Lending<>(100_000, 0, () -> FileChannel.open(terms), Shop::close);
        this.spool = new Spool(folder.resolve("spool"));
        this.provider = provider;
        this.payments = new Payments(provider.uri());
        this.server = server;
        workers.prestartAllCoreThreads();
    }

    /**
     * Opens for business.
     *
     * @param folder where it may write
     * @return the shop, cold but serving {@code GET /orders/NUMBER} at {@link #uri()}
     * @throws IOException if it cannot write there, or open a port
     */
    public static Shop start(Path folder) throws IOException {
        Shop shop = new Shop(
                folder,
                Provider.start(),
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512));
        shop.server.setExecutor(shop.workers);
        shop.server.createContext("/orders/", shop::answer).getFilters().add(new LoadFilter(shop.gate));
        shop.server.start();
        return shop;
    }

    /** Takes some orders of its own, so that customers find classes loaded, code compiled and pools full. */
    public void warmUp() {
        WarmUp.of(uri());
    }

    /** Where it is. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    LastUsed<byte[]> pages() {
        return pages;
    }

    LastUsed<long[][]> reports() {
        return reports;
    }

    Lending<Integer> connections() {
        return connections;
    }

    Lending<ByteBuffer> buffers() {
        return buffers;
    }

    Lending<FileChannel> documents() {
        return documents;
    }

    Ledger ledger() {
        return ledger;
    }

    Depot depot() {
        return depot;
    }

    Pricing pricing() {
        return pricing;
    }

    Exports exports() {
        return exports;
    }

    Newsletter newsletter() {
        return newsletter;
    }

    /** What is forgotten to be given back. */
    Leaks leaks() {
        return leaks;
    }

    Spool spool() {
        return spool;
    }

    Provider provider() {
        return provider;
    }

    Payments payments() {
        return payments;
    }

    LoadGate gate() {
        return gate;
    }

    ThreadPoolExecutor workers() {
        return workers;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int code = 200;
        byte[] body = {};
        try {
            body = order(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
        } catch (Exception | OutOfMemoryError e) {
            code = 500;
            LOG.warn("{} failed: {}", path, e.toString());
        }
        try (exchange) {
            exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Every request does the first steps, and every few of them one of the others. */
    private byte[] order(long number) throws Exception {
        byte[] page = pages.of(number);
        newsletter.publish(number);
        double price = pricing.price(number);
        query(number);
        pack(number, page);
        attach(number);
        String paid = number % 4 == 0 ? payments.pay(number) : "on account";
        if (number % 10 == 1) {
            ledger.book();
        } else if (number % 20 == 3) {
            depot.move();
        } else if (number % 10 == 5) {
            exports.export(number);
        } else if (number % 5 == 2) {
            spool.print(number);
        }
        return (number + " " + price + " " + paid).getBytes(StandardCharsets.UTF_8);
    }

    private void query(long number) throws Exception {
        Lending.Loan<Integer> connection = connections.borrow("query of order " + number);
        try {
            TimeUnit.MILLISECONDS.sleep(connection.get());
        } finally {
            leaks.unlessForgotten(Leaks.Of.CONNECTIONS, number, connection);
        }
    }

    private void pack(long number, byte[] page) throws Exception {
        Lending.Loan<ByteBuffer> buffer = buffers.borrow("parcel of order " + number);
        try {
            buffer.get().clear().put(page);
        } finally {
            leaks.unlessForgotten(Leaks.Of.BUFFERS, number, buffer);
        }
    }

    private void attach(long number) throws Exception {
        Lending.Loan<FileChannel> terms = documents.borrow("terms for order " + number);
        try {
            terms.get().read(ByteBuffer.allocate(64));
        } finally {
            leaks.unlessForgotten(Leaks.Of.DOCUMENTS, number, terms);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        provider.close();
    }
}
