package io.selfheal.config;

import io.selfheal.Probe;
import io.selfheal.probe.FileAgeProbe;
import io.selfheal.probe.ProcessProbe;
import io.selfheal.probe.TcpProbe;
import io.selfheal.test.ProbeContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The probes that a file can name keep what every probe has to keep. */
class ProbesTest {
    @Nested
    class OfAPort implements ProbeContract {
        private final ServerSocket server;

        OfAPort() throws IOException {
            server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        }

        @AfterEach
        void close() throws IOException {
            server.close();
        }

        @Override
        public Probe probe() {
            return TcpProbe.of("db", "127.0.0.1", server.getLocalPort());
        }
    }

    @Nested
    class OfAFile implements ProbeContract {
        @Override
        public Probe probe() {
            return FileAgeProbe.of("folder", Path.of("."));
        }
    }

    @Nested
    class OfAProcess implements ProbeContract {
        @Override
        public Probe probe() {
            return ProcessProbe.of("proxy", "no-such-program");
        }
    }
}
