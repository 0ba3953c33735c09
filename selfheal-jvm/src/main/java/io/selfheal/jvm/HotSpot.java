package io.selfheal.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What HotSpot tells of itself. Another JVM may lack the bean, or even its class: no reason for a service to go unwatched. */
final class HotSpot {
    private HotSpot() {}

    /** Its bean; empty on another JVM. */
    static Optional<HotSpotDiagnosticMXBean> bean() {
        try {
            return Optional.ofNullable(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class));
        } catch (RuntimeException | LinkageError notHotSpot) {
            return Optional.empty();
        }
    }

    /** An option that the JVM was started with. */
    static Option option(String name) {
        return () -> bean().orElseThrow().getVMOption(name).getValue();
    }

    /** An option by its text; reading it throws where there is no such option. */
    interface Option {
        String text();

        /** Its number, or another one where there is none. */
        default long number(long otherwise) {
            try {
                return Long.parseLong(text());
            } catch (RuntimeException | LinkageError notHotSpot) {
                return otherwise;
            }
        }

        /** Whether it is there and on. */
        default boolean on() {
            try {
                return Boolean.parseBoolean(text());
            } catch (RuntimeException | LinkageError notHotSpot) {
                return false;
            }
        }
    }
}
