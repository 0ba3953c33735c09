package io.selfheal.jvm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Configuration;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's flight recorder, with the settings that the JDK calls {@code default}, less what may hold secrets. Loaded only
 * where there is a module jdk.jfr.
 */
final class JfrRecorder implements Recorder {
    /** Environment, properties, commands, and flags that may be commands; JFR's files in temporary storage are public. */
    private static final List<String> SECRETS = List.of(
            "jdk.InitialEnvironmentVariable",
            "jdk.InitialSystemProperty",
            "jdk.InitialSecurityProperty",
            "jdk.JVMInformation",
            "jdk.SystemProcess",
            "jdk.ProcessStart",
            "jdk.StringFlag",
            "jdk.StringFlagChanged");

    private final Duration age;
    private final long bytes;

    JfrRecorder(Duration age, long bytes) {
        this.age = age;
        this.bytes = bytes;
    }

    /** Whether this JVM can. */
    static boolean available() {
        return FlightRecorder.isAvailable();
    }

    @Override
    public Tape begin() throws IOException {
        Recording recording = new Recording(settings());
        try {
            recording.setName("selfheal");
            recording.setToDisk(true);
            recording.setMaxAge(age);
            recording.setMaxSize(bytes);
            if (!FlightRecorder.isInitialized()) {
                wantSmallChunks();
            }
            recording.start();
        } catch (Throwable thrown) {
            recording.close();
            throw thrown;
        }
        return new Running(recording);
    }

    /** JFR makes its folder anew where that has gone, so the one above it counts then. */
    @Override
    public long room() {
        String temporary = System.getProperty("java.io.tmpdir", ".");
        @Nullable File folder = new File(System.getProperty("jdk.jfr.repository", temporary)).getAbsoluteFile();
        while (folder != null && !folder.isDirectory()) {
            folder = folder.getParentFile();
        }
        return folder == null ? 0 : folder.getUsableSpace();
    }

    private static Map<String, String> settings() throws IOException {
        try {
            Map<String, String> settings =
                    new HashMap<>(Configuration.getConfiguration("default").getSettings());
            SECRETS.forEach(event -> settings.put(event + "#enabled", "false"));
            return settings;
        } catch (ParseException unreadable) {
            throw new IOException("the JDK's own settings for a flight recording cannot be read", unreadable);
        }
    }

    /** JFR drops whole chunks only, of 12 MiB unless it is told otherwise before it is used for the first time. */
    private static void wantSmallChunks() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "jfrConfigure",
                            new Object[] {new String[] {"maxchunksize=1M"}},
                            new String[] {String[].class.getName()});
        } catch (JMException | RuntimeException large) {
            // then a copy is of fewer chunks, or says that not one fits
        }
    }

    private record Running(Recording recording) implements Tape {
        @Override
        public long bytes() {
            return recording.getSize();
        }

        @Override
        public void copy(long most, OutputStream to) throws IOException {
            try (Recording copy = recording.copy(true)) {
                long tooOld;
                try (InputStream all = read(copy)) {
                    tooOld = Chunks.tooOld(Chunks.sizes(all), most);
                }
                try (InputStream all = read(copy)) {
                    all.skipNBytes(tooOld);
                    all.transferTo(to);
                }
            }
        }

        private static InputStream read(Recording copy) throws IOException {
            InputStream all = copy.getStream(null, null);
            return all == null ? InputStream.nullInputStream() : all;
        }

        @Override
        public void close() {
            recording.close();
        }
    }
}
