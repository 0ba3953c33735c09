package io.selfheal.diagnose;

import io.selfheal.Reading;

/** A sign as a snapshot shows it, to a degree from 0 (not at all) to 1 (fully). */
record Seen(Sign sign, double degree, Reading reading) {
    String shown() {
        return reading.metric().name() + " is " + reading.metric().shown();
    }
}
