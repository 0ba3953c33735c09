package io.selfheal.examples.gallery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Tells those who have subscribed of each order. */
final class Newsletter {
    private static final int SESSION = 48 << 10;

    private final List<LongConsumer> subscribers = new CopyOnWriteArrayList<>();
    private volatile boolean unsubscribes = true;

    /** Tells the subscribers of an order, whoever placed it among them, as long as the request lasts. */
    void publish(long order) {
        LongConsumer visitor = new Visitor();
        subscribers.add(visitor);
        visitor.accept(order);
        if (unsubscribes) {
            subscribers.remove(visitor);
        }
    }

    /** Whether visitors unsubscribe when their request is over from now on. */
    void unsubscribes(boolean gone) {
        unsubscribes = gone;
        if (gone) {
            subscribers.clear();
        }
    }

    /** Somebody with a session. */
    private static final class Visitor implements LongConsumer {
        private final long[] session = new long[SESSION / Long.BYTES];

        @Override
        public void accept(long order) {
            session[(int) (order % session.length)]++;
        }
    }
}
