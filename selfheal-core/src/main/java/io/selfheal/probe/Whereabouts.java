package io.selfheal.probe;

import java.io.IOException;

/** A way to find a process. */
sealed interface Whereabouts permits ByProgram, ByPidFile {
    /** Why the process is not there; empty if it is. */
    String missing() throws IOException;
}
