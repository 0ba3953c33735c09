package io.selfheal.test;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract's suite on an implementation, and tells which of its tests failed. */
final class Suite {
    private Suite() {}

    static Set<String> failuresOf(Class<?> implementation) {
        var results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(implementation))
                .execute();
        if (results.testEvents().finished().count() < 5) {
            throw new AssertionError(
                    implementation + " ran " + results.testEvents().finished().count() + " tests");
        }
        Set<String> names = new TreeSet<>();
        results.testEvents().failed().stream().forEach(event -> names.add(name(event)));
        return names;
    }

    private static String name(Event event) {
        return event.getTestDescriptor()
                .getSource()
                .map(MethodSource.class::cast)
                .orElseThrow()
                .getMethodName();
    }
}
