package io.selfheal.jvm;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.selfheal.Evidence;
import io.selfheal.Incident;
import io.selfheal.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * All threads as JSON, virtual ones included, as JDK 21 and later write it; in temporary storage first, because the JDK
 * writes to a new file only, and as much as there is. Each thread is stopped by itself.
 */
final class ThreadDumpJson implements Evidence {
    private final HotSpotDiagnosticMXBean hotSpot;
    private final Method dump;
    private final Object json;
    private final Scratch scratch;

    private ThreadDumpJson(HotSpotDiagnosticMXBean hotSpot, Method dump, Object json, Scratch scratch) {
        this.hotSpot = hotSpot;
        this.dump = dump;
        this.json = json;
        this.scratch = scratch;
    }

    /** The collector; empty where the JDK cannot. */
    static Optional<Evidence> ofThisJvm(Scratch scratch) {
        return HotSpot.bean().flatMap(hotSpot -> of(hotSpot, scratch));
    }

    private static Optional<Evidence> of(HotSpotDiagnosticMXBean hotSpot, Scratch scratch) {
        return Arrays.stream(HotSpotDiagnosticMXBean.class.getMethods())
                .filter(method -> method.getName().equals("dumpThreads") && method.getParameterCount() == 2)
                .findFirst()
                .flatMap(method -> json(method.getParameterTypes()[1])
                        .map(format -> new ThreadDumpJson(hotSpot, method, format, scratch)));
    }

    @Override
    public String name() {
        return "jvm-threads-all";
    }

    @Override
    public String ending() {
        return "json";
    }

    @Override
    public void collect(Incident incident, Snapshot snapshot, OutputStream to) throws IOException {
        Path folder = scratch.folder();
        Path file = folder.resolve(Scratch.FILE);
        try {
            dump.invoke(hotSpot, file.toString(), json);
            Files.copy(file, to);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException("the JVM did not dump its threads", e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static Optional<Object> json(Class<?> formats) {
        Object[] constants = formats.getEnumConstants();
        return constants == null
                ? Optional.empty()
                : Arrays.stream(constants)
                        .filter(constant -> constant.toString().equals("JSON"))
                        .findFirst();
    }
}
