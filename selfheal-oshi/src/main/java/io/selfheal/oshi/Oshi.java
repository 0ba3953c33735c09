package io.selfheal.oshi;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;
import oshi.spi.SystemInfoProvider;

/**
 * OSHI, started by whoever asks first, which takes 70 to 150 ms: a probe's thread, not the one that builds the loop. On
 * Linux it is the variant without native code, which reads {@code /proc} and {@code /sys}: nothing to unpack into a
 * temporary folder (which may be full or not executable), and no warning of native access on newer JVMs. Elsewhere it
 * is the one with JNA.
 */
final class Oshi {
    private @Nullable SystemInfoProvider system;

    HardwareAbstractionLayer hardware() {
        return system().getHardware();
    }

    OperatingSystem operatingSystem() {
        return system().getOperatingSystem();
    }

    private synchronized SystemInfoProvider system() {
        SystemInfoProvider known = system;
        if (known == null) {
            known = linux() ? new oshi.nativefree.SystemInfo() : new oshi.SystemInfo();
            system = known;
        }
        return known;
    }

    private static boolean linux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    }
}
