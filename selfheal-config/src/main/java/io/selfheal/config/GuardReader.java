package io.selfheal.config;

import static io.selfheal.config.Vocabulary.APPROVAL_WITHIN;
import static io.selfheal.config.Vocabulary.BECAUSE;
import static io.selfheal.config.Vocabulary.BUDGET;
import static io.selfheal.config.Vocabulary.COMPONENT;
import static io.selfheal.config.Vocabulary.COOLDOWN;
import static io.selfheal.config.Vocabulary.DAYS;
import static io.selfheal.config.Vocabulary.FROM;
import static io.selfheal.config.Vocabulary.QUARANTINE;
import static io.selfheal.config.Vocabulary.RECURRENCE;
import static io.selfheal.config.Vocabulary.RISK_CEILING;
import static io.selfheal.config.Vocabulary.STARTUP_GRACE;
import static io.selfheal.config.Vocabulary.STORM;
import static io.selfheal.config.Vocabulary.STORM_SHARE;
import static io.selfheal.config.Vocabulary.TO;
import static io.selfheal.config.Vocabulary.ZONE;

import io.selfheal.MaintenanceWindow;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets the safety kernel's numbers, and the times at which it rests. */
final class GuardReader {
    private GuardReader() {}

    static void guards(At<Values> at, Draft draft) {
        Values guards = at.value();
        guards.at(BUDGET).ifPresent(budget -> {
            draft.call(builder ->
                    builder.budget(budget.value().times(), budget.value().window()));
            draft.landmark("the budget", budget.place());
        });
        guards.get(COOLDOWN).ifPresent(span -> draft.call(builder -> builder.cooldown(span.first(), span.longest())));
        guards.get(RECURRENCE).ifPresent(healings -> draft.call(builder -> builder.recurrence(healings)));
        guards.get(RISK_CEILING).ifPresent(ceiling -> draft.call(builder -> builder.riskCeiling(ceiling)));
        guards.get(STORM).ifPresent(storm -> draft.call(builder -> builder.storm(storm.times(), storm.window())));
        guards.get(STORM_SHARE).ifPresent(share -> draft.call(builder -> builder.stormShare(share)));
        guards.get(QUARANTINE).ifPresent(lasts -> draft.call(builder -> builder.quarantine(lasts)));
        guards.get(STARTUP_GRACE).ifPresent(lasts -> draft.call(builder -> builder.startupGrace(lasts)));
        guards.get(APPROVAL_WITHIN).ifPresent(expires -> draft.call(builder -> builder.approvalWithin(expires)));
    }

    static void window(Values values, Draft draft) {
        Optional<LocalTime> from = values.get(FROM);
        Optional<LocalTime> to = values.get(TO);
        Optional<ZoneId> zone = values.get(ZONE);
        if (from.isEmpty() || to.isEmpty() || zone.isEmpty()) {
            return;
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        values.get(DAYS).orElse(List.of()).forEach(day -> days.add(day.value()));
        MaintenanceWindow window = new MaintenanceWindow(
                days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
                from.get(),
                to.get(),
                zone.get(),
                values.get(COMPONENT).orElse(""),
                values.get(BECAUSE).orElse(""));
        draft.call(builder -> builder.maintenance(window));
    }
}
