package io.selfheal.llm;

import io.selfheal.Spent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Keeps calls within an hour's number and a day's cost. Counts what it saw on top of what the record said before its first
 * call, which is of the time before a restart; or what the record says now, if that is more. A call whose price is not known yet
 * counts as the dearest one.
 */
final class Budget {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Terms terms;
    private final Deque<Call> calls = new ArrayDeque<>();
    private Spent before = Spent.nothing();
    private long since;

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
        if (calls.isEmpty()) {
            before = spent;
            since = now;
        }
        if (lastHour(now, spent) >= terms.callsAnHour()) {
            throw new Discarded(
                    "OverBudget",
                    "there were " + terms.callsAnHour() + " calls within the hour, and no more are allowed");
        }
        double day = lastDay(now, spent);
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

    /** Which of the earlier calls are over, the record tells only together with its own: rather a few too many. */
    private long lastHour(long now, Spent spent) {
        long own = calls.stream().filter(call -> now - call.at < HOUR).count();
        long earlier = now - since < HOUR ? Math.min(before.callsLastHour(), spent.callsLastHour()) : 0;
        return Math.max(own + earlier, spent.callsLastHour());
    }

    private double lastDay(long now, Spent spent) {
        double own = calls.stream().mapToDouble(call -> call.cost).sum();
        double earlier = now - since < DAY ? Math.min(recorded(before), recorded(spent)) : 0;
        return Math.max(own + earlier, recorded(spent));
    }

    private double recorded(Spent spent) {
        return spent.costLastDay() + spent.unpricedLastDay() * terms.dearest();
    }

    /** Notes what a call really cost. */
    synchronized void settle(Call call, double cost) {
        call.cost = cost;
    }
}
