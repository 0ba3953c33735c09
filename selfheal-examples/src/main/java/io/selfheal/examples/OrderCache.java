package io.selfheal.examples;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A cache that nobody bounded: every order that was ever asked for stays on the heap. */
final class OrderCache {
    private final Map<String, byte[]> orders = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    byte[] order(String id) {
        return orders.computeIfAbsent(id, this::render);
    }

    long bytes() {
        return bytes.get();
    }

    int size() {
        return orders.size();
    }

    /** Empties it, and gives the number of orders that were in it. */
    int clear() {
        int size = orders.size();
        orders.clear();
        bytes.set(0);
        return size;
    }

    /** An order with its invoice: 48 KiB of it. */
    private byte[] render(String id) {
        byte[] page = new byte[48 * 1024];
        for (int i = 0; i < page.length; i++) {
            page[i] = (byte) (' ' + (id.hashCode() + i) % 64);
        }
        bytes.addAndGet(page.length);
        return page;
    }
}
