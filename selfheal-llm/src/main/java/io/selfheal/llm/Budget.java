package io.selfheal.llm;

import io.selfheal.Spent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Keeps calls within an hour's number and a day's cost. Counts what it saw, and what the record says of the time before a
 * restart, whichever is more. A call whose price is not known yet counts as the dearest one.
 */
final class Budget {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Terms terms;
    private final Deque<Call> calls = new ArrayDeque<>();

    Budget(Terms terms) {
        this.terms = terms;
    }

    /** A call that was let, and what it cost, at most or really. */
    static final class Call {
        private final long at;
        private double cost;

        private Call(long at, double cost) {
            this.at = at;
            this.cost = cost;
        }
    }

    /** Lets a call; throws if that is one too many, or might cost too much. */
    synchronized Call reserve(long now, Spent spent) throws Discarded {
        calls.removeIf(call -> now - call.at >= DAY);
        long lastHour = calls.stream().filter(call -> now - call.at < HOUR).count();
        if (Math.max(lastHour, spent.callsLastHour()) >= terms.callsAnHour()) {
            throw new Discarded(
                    "OverBudget",
                    "there were " + terms.callsAnHour() + " calls within the hour, and no more are allowed");
        }
        double own = calls.stream().mapToDouble(call -> call.cost).sum();
        double recorded = spent.costLastDay() + spent.unpricedLastDay() * terms.dearest();
        double day = Math.max(own, recorded);
        if (terms.dearest() > 0 && day + terms.dearest() > terms.costADay()) {
            throw new Discarded(
                    "OverBudget",
                    String.format(
                            Locale.ROOT,
                            "%.4f were spent within the day, and a call may cost %.4f, of %.4f that are allowed",
                            day,
                            terms.dearest(),
                            terms.costADay()));
        }
        Call call = new Call(now, terms.dearest());
        calls.addLast(call);
        return call;
    }

    /** Notes what a call really cost. */
    synchronized void settle(Call call, double cost) {
        call.cost = cost;
    }
}
