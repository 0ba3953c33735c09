package io.selfheal.examples.gallery;

import io.selfheal.jvm.LeasedPool;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool that lends something out, makes it when there is none left, and keeps what comes back for the next one.
 *
 * @param <T> what is lent
 */
final class Lending<T> implements LeasedPool {
    private final int size;
    private final Callable<T> maker;
    private final Consumer<T> end;
    private final int kept;
    private final Deque<T> idle = new ArrayDeque<>();
    private final Set<Loan<T>> out = new HashSet<>();
    private int waiting;

    /**
     * An empty pool.
     *
     * @param size how many may be out at the same time
     * @param kept how many are kept when they come back; the others are ended
     * @param maker makes one
     * @param end ends one that is not kept, or that was taken back
     */
    Lending(int size, int kept, Callable<T> maker, Consumer<T> end) {
        this.size = size;
        this.kept = kept;
        this.maker = maker;
        this.end = end;
    }

    /** Borrows one, and waits for it as long as it takes. */
    Loan<T> borrow(String borrower) throws Exception {
        Loan<T> loan = new Loan<>(this, borrower);
        T thing;
        synchronized (this) {
            waiting++;
            try {
                while (out.size() >= size) {
                    wait();
                }
            } finally {
                waiting--;
            }
            out.add(loan);
            thing = idle.poll();
        }
        try {
            loan.give(thing == null ? maker.call() : thing);
        } catch (Throwable noneCanBeMade) {
            forget(loan);
            throw noneCanBeMade;
        }
        return loan;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public synchronized int inUse() {
        return out.size();
    }

    @Override
    public synchronized int waiting() {
        return waiting;
    }

    @Override
    public synchronized Optional<Duration> oldest() {
        return out.stream().map(Loan::age).max(Comparator.naturalOrder()).or(() -> Optional.of(Duration.ZERO));
    }

    @Override
    public List<String> reclaim(Duration olderThan) {
        List<Loan<T>> taken;
        synchronized (this) {
            taken = out.stream()
                    .filter(loan -> loan.age().compareTo(olderThan) > 0)
                    .toList();
            taken.forEach(out::remove);
            notifyAll();
        }
        List<String> borrowers = new ArrayList<>();
        for (Loan<T> loan : taken) {
            loan.take().ifPresent(end);
            borrowers.add(loan.borrower());
        }
        return borrowers;
    }

    void giveBack(Loan<T> loan) {
        Optional<T> thing = loan.take();
        synchronized (this) {
            if (!forget(loan)) {
                return;
            }
            if (thing.isPresent() && idle.size() < kept) {
                idle.push(thing.get());
                return;
            }
        }
        thing.ifPresent(end);
    }

    private synchronized boolean forget(Loan<T> loan) {
        notifyAll();
        return out.remove(loan);
    }

    /**
     * Something that is lent; it comes back with {@link #close()}.
     *
     * @param <T> what is lent
     */
    static final class Loan<T> implements AutoCloseable {
        private final Lending<T> pool;
        private final String borrower;
        private final long since = System.nanoTime();
        private @Nullable T thing;

        private Loan(Lending<T> pool, String borrower) {
            this.pool = pool;
            this.borrower = borrower;
        }

        /** The thing itself, until it is given back or taken back. */
        synchronized T get() {
            if (thing == null) {
                throw new IllegalStateException("it was taken back from " + borrower);
            }
            return thing;
        }

        @Override
        public void close() {
            pool.giveBack(this);
        }

        private synchronized void give(T lent) {
            thing = lent;
        }

        private synchronized Optional<T> take() {
            Optional<T> taken = Optional.ofNullable(thing);
            thing = null;
            return taken;
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        private String borrower() {
            return borrower;
        }
    }
}
