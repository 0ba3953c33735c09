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
            leases.stream()
                    .filter(lease -> lease.incident().equals(ended.incident())
                            && lease.action().equals(ended.action())
                            && lease.name().equals(ended.lease()))
                    .findFirst()
                    .ifPresent(leases::remove);
        }
    }

    List<Lease> inForce() {
        return List.copyOf(leases);
    }
}
