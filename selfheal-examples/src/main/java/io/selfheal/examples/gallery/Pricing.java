package io.selfheal.examples.gallery;

import io.selfheal.jvm.Tasks;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** Prices orders: a little arithmetic on the calling thread, which ends when the price no longer changes. */
final class Pricing {
    private final Tasks tasks = Tasks.named("pricing");
    private final AtomicInteger endless = new AtomicInteger();

    /** What is priced right now. */
    Tasks tasks() {
        return tasks;
    }

    /** The price of an order. */
    double price(long order) throws Exception {
        boolean converges = endless.getAndUpdate(left -> Math.max(0, left - 1)) == 0;
        return tasks.call("price order " + order, () -> {}, () -> iterate(order, converges));
    }

    /** Has the next orders never come to a price. */
    void diverge(int orders) {
        endless.set(orders);
    }

    /** Newton's square root, for want of a real tariff. */
    private static double iterate(long order, boolean converges) {
        double square = 1 + order % 1_000;
        double price = square;
        for (int i = 0; i < 200 || !converges; i++) {
            price = (price + square / price) / 2;
            if (i % 1_000 == 0 && Thread.currentThread().isInterrupted()) {
                throw new CancellationException("pricing was cancelled");
            }
        }
        return price;
    }
}
