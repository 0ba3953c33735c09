package io.selfheal.examples.gallery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gallery is to show.
 *
 * @param faults which faults
 * @param heals with a healer, without, or both; in that order for each fault
 * @param controls which controls
 * @param each how long each control lasts
 * @param flags what else the shops' JVMs are told; empty for the usual
 */
record Wishes(List<Fault> faults, List<Boolean> heals, List<Control> controls, Duration each, List<String> flags) {
    static final String USAGE = """
            usage: gallery [--short] [--with | --without] [--controls [SECONDS]] [--jvm "FLAGS"] [NAME...]
              NAME        a fault or a control; all faults by default
              --short     a deadlock, a dependency that hangs, and a cache that leaks
              --with      only with selfheal
              --without   only without
              --controls  what is to be left alone, 15 seconds each by default, instead of the faults
              --jvm       other flags for the shops' JVMs, such as "-Xmx256m -XX:+UseG1GC"
            """;

    private static final List<String> SHORT = List.of("deadlock", "hanging-downstream", "cache-leak");
    private static final Duration USUAL = Duration.ofSeconds(15);

    /**
     * Reads what a command line says.
     *
     * @throws IllegalArgumentException for what it cannot mean
     */
    static Wishes of(String... arguments) {
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        List<Fault> faults = new ArrayList<>();
        List<Control> controls = new ArrayList<>();
        List<Boolean> heals = List.of(false, true);
        Duration each = USUAL;
        List<String> flags = List.of();
        while (!left.isEmpty()) {
            String next = left.remove();
            switch (next) {
                case "--short" -> SHORT.forEach(name -> faults.add(Faults.named(name)));
                case "--with" -> heals = List.of(true);
                case "--without" -> heals = List.of(false);
                case "--controls" -> {
                    controls.addAll(Controls.all());
                    each = number(left.peek()) ? Duration.ofSeconds(Long.parseLong(left.remove())) : each;
                }
                case "--jvm" -> flags = List.of(left.remove().strip().split("\\s+", -1));
                default -> named(next, faults, controls);
            }
        }
        boolean nothing = faults.isEmpty() && controls.isEmpty();
        return new Wishes(nothing ? Faults.all() : List.copyOf(faults), heals, List.copyOf(controls), each, flags);
    }

    private static void named(String name, List<Fault> faults, List<Control> controls) {
        boolean control = Controls.all().stream().anyMatch(one -> one.name().equals(name));
        if (control) {
            controls.add(Controls.named(name));
        } else {
            faults.add(Faults.named(name));
        }
    }

    private static boolean number(@Nullable String text) {
        return text != null && text.matches("[1-9][0-9]{0,4}");
    }
}
