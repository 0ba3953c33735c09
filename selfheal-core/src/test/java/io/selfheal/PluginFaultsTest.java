package io.selfheal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A plugin that was asked for must work; one that was only found must not keep the host from starting. */
class PluginFaultsTest {
    private static final String SERVICE = "META-INF/services/" + HealingPlugin.class.getName();

    private static HealingPlugin plugin(String name, Runnable failing) {
        return new HealingPlugin() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void install(Registry registry) {
                registry.probe(Probe.gauge("half.installed", () -> 1));
                failing.run();
            }
        };
    }

    @Test
    void oneThatWasAddedAndFailsIsABuildErrorThatNamesIt() {
        for (Throwable thrown : List.of(
                new IllegalStateException("no licence"),
                new NoClassDefFoundError("com/example/Gone"),
                new StackOverflowError("deep"))) {
            assertThatThrownBy(() -> SelfHealing.builder()
                            .withoutDiscovery()
                            .plugin(plugin("pool", () -> sneak(thrown)))
                            .build())
                    .isInstanceOf(InvalidPolicyException.class)
                    .hasMessageContaining("plugin \"pool\" could not be installed: "
                            + Fault.of(thrown).shown());
        }
    }

    @Test
    void oneThatCannotSayItsNameIsNamedByItsClass() {
        HealingPlugin nameless = new Nameless();
        assertThatThrownBy(() -> SelfHealing.builder()
                        .withoutDiscovery()
                        .plugin(nameless)
                        .build())
                .hasMessageContaining("plugin \"Nameless\" could not be installed: IllegalStateException: no name");
    }

    @Test
    void oneThatWasFoundAndFailsIsLeftOutAsAWholeAndTold() {
        List<HealingEvent> events = discovered(Failing.class.getName() + "\n");

        assertThat(events)
                .filteredOn(HealingEvent.HookFailed.class::isInstance)
                .extracting(event -> ((HealingEvent.HookFailed) event).hook() + ": "
                        + ((HealingEvent.HookFailed) event).fault().shown())
                .contains("plugin failing: IllegalStateException: cannot be installed");
    }

    @Test
    void aProviderThatIsNotThereCostsOnlyItself() {
        List<HealingEvent> events = discovered("com.example.Gone\n" + Working.class.getName() + "\n");

        assertThat(events).filteredOn(HealingEvent.HookFailed.class::isInstance).isNotEmpty();
        assertThat(Working.installed).isTrue();
    }

    @Test
    void aProviderFileThatIsNoneIsTold() {
        List<HealingEvent> events = discovered("no such class\n");

        assertThat(events).filteredOn(HealingEvent.HookFailed.class::isInstance).isNotEmpty();
    }

    @Test
    void aConstructorThatThrowsIsLeftOut() {
        List<HealingEvent> events = discovered(Unmakeable.class.getName() + "\n" + Working.class.getName() + "\n");

        assertThat(events).filteredOn(HealingEvent.HookFailed.class::isInstance).isNotEmpty();
        assertThat(Working.installed).isTrue();
    }

    /** Builds and turns a loop that finds just these providers. */
    private static List<HealingEvent> discovered(String providers) {
        Working.installed = false;
        return withLoader(new Providers(providers), () -> {
            Bench.VirtualClock time = new Bench.VirtualClock();
            List<HealingEvent> events = new java.util.ArrayList<>();
            try (SelfHealing healing = SelfHealing.builder()
                    .time(time, time)
                    .executor(Runnable::run)
                    .listener(events::add)
                    .build()) {
                healing.loop().runOnce();
                assertThat(healing.view().snapshot().reading("half.installed")).isEmpty();
            }
            return events;
        });
    }

    private static <T> T withLoader(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Says which plugins there are, without a file. */
    private static final class Providers extends ClassLoader {
        private final String text;

        Providers(String text) {
            super(PluginFaultsTest.class.getClassLoader());
            this.text = text;
        }

        @Override
        @SuppressWarnings("deprecation") // URL.of is newer than 17
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.equals(SERVICE)) {
                return super.getResources(name);
            }
            return Collections.enumeration(List.of(new URL(null, "memory:providers", new InMemory())));
        }

        private final class InMemory extends URLStreamHandler {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        }
    }

    /** Fails when it has left something already. */
    public static final class Failing implements HealingPlugin {
        @Override
        public String name() {
            return "failing";
        }

        @Override
        public void install(Registry registry) {
            registry.probe(Probe.gauge("half.installed", () -> 1));
            throw new IllegalStateException("cannot be installed");
        }
    }

    /** Works. */
    public static final class Working implements HealingPlugin {
        static boolean installed;

        @Override
        public String name() {
            return "working";
        }

        @Override
        public void install(Registry registry) {
            installed = true;
        }
    }

    /** Cannot be made. */
    public static final class Unmakeable implements HealingPlugin {
        public Unmakeable() {
            throw new IllegalStateException("not here");
        }

        @Override
        public String name() {
            return "unmakeable";
        }

        @Override
        public void install(Registry registry) {}
    }

    private static final class Nameless implements HealingPlugin {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }

        @Override
        public void install(Registry registry) {}
    }
}
