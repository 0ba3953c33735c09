package io.selfheal.examples.gallery;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The bug that what was borrowed is not given back. */
final class Leaks {
    /** What is borrowed. */
    enum Of {
        CONNECTIONS,
        BUFFERS,
        DOCUMENTS
    }

    private final Map<Of, Flaw> flaws = new ConcurrentHashMap<>();

    /**
     * Has some be forgotten from now on.
     *
     * @param what of what
     * @param every one of so many
     * @param times how many in all
     */
    void forget(Of what, int every, int times) {
        flaws.put(what, new Flaw(every, new AtomicInteger(times)));
    }

    /** Has none be forgotten from now on. */
    void mend() {
        flaws.clear();
    }

    /** Gives something back, unless it is forgotten. */
    void unlessForgotten(Of what, long order, Lending.Loan<?> loan) {
        Flaw flaw = flaws.get(what);
        if (flaw == null || !flaw.forgets(order)) {
            loan.close();
        }
    }

    private record Flaw(int every, AtomicInteger left) {
        boolean forgets(long order) {
            return order % every == 0 && left.getAndUpdate(times -> Math.max(0, times - 1)) > 0;
        }
    }
}
