package io.selfheal;

import java.util.ArrayList;
import java.util.List;

/** The leases in force: a fold over events. */
final class LeaseBook {
    private final List<Lease> leases = new ArrayList<>();

    void apply(HealingEvent event) {
        if (event instanceof HealingEvent.LeaseBegan began) {
            leases.add(new Lease(began.incident(), began.component(), began.action(), began.lease(), began.term()));
        } else if (event instanceof HealingEvent.LeaseEnded ended) {
            end(ended);
        }
    }

    /** By its place: the JDK's own {@code equals} of a record keeps the class loader of the last one that asked it. */
    private void end(HealingEvent.LeaseEnded ended) {
        for (int i = 0; i < leases.size(); i++) {
            Lease lease = leases.get(i);
            if (lease.incident().equals(ended.incident())
                    && lease.action().equals(ended.action())
                    && lease.name().equals(ended.lease())) {
                leases.remove(i);
                return;
            }
        }
    }

    List<Lease> inForce() {
        return List.copyOf(leases);
    }
}
