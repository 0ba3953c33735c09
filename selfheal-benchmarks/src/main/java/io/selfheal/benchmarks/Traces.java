package io.selfheal.benchmarks;

import io.selfheal.benchmarks.Trace.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes the series of the forecast protocol: seven days at a step of one minute, capacity 100. Each is a level that may grow, and
 * on top of it the sawtooth of a collector (8 to 25 high), a daily wave (0 to 6) and noise. A leak fills what its level
 * leaves, within 8 to 128 hours (every doubling as likely), and begins anywhere in the week that lets it end within.
 */
final class Traces {
    static final double CAPACITY = 100;

    private static final double HOURS = 168;
    private static final int OF_EACH_LEAK = 40;
    private static final int OF_EACH_HEALTHY = 40;

    private final Random random;
    private final double minutes;
    private final int length;

    /**
     * A source of series.
     *
     * @param seed the same seed gives the same series
     * @param minutes from one value to the next
     */
    Traces(long seed, double minutes) {
        this.random = new Random(seed);
        this.minutes = minutes;
        this.length = (int) (HOURS * 60 / minutes);
    }

    /** The 160 series that run out, and the 200 that do not. */
    List<Trace> protocol() {
        List<Trace> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < (kind.runsOut() ? OF_EACH_LEAK : OF_EACH_HEALTHY); i++) {
                all.add(trace(kind));
            }
        }
        return all;
    }

    Trace trace(Kind kind) {
        double base = between(20, 40);
        double[] values = new double[length];
        Arrays.fill(values, base);
        int onset = 0;
        if (kind.runsOut()) {
            int lasting = (int) (anyScale(8, 128) * 60 / minutes);
            onset = random.nextInt(length - lasting);
            values = Arrays.copyOf(values, onset + lasting);
            leak(kind, values, onset, CAPACITY - base);
        } else {
            live(kind, values);
        }
        ride(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, Math.min(CAPACITY, values[i]));
        }
        return new Trace(kind, minutes, values, onset);
    }

    private double hour(double index) {
        return index * minutes / 60;
    }

    private void leak(Kind kind, double[] values, int onset, double all) {
        int lasting = values.length - onset;
        double[] leaked = new double[lasting];
        switch (kind) {
            case ACCELERATING -> {
                double power = between(1.5, 3);
                Arrays.setAll(leaked, i -> Math.pow(i + 1.0, power) - Math.pow(i, power));
            }
            case BURSTY -> {
                int bursts = 8 + random.nextInt(23);
                for (int i = 0; i < bursts; i++) {
                    leaked[random.nextInt(lasting)] += between(0.5, 1.5);
                }
            }
            case BY_LOAD -> {
                double phase = between(0, 24);
                Arrays.setAll(leaked, i -> 1 + 0.8 * Math.sin(2 * Math.PI * (hour(i) + phase) / 24));
            }
            default -> Arrays.fill(leaked, 1);
        }
        double unit = all / Arrays.stream(leaked).sum();
        double level = 0;
        for (int i = 0; i < lasting; i++) {
            level += leaked[i] * unit;
            values[onset + i] += level;
        }
    }

    private void live(Kind kind, double[] values) {
        switch (kind) {
            case WARM_UP -> {
                double high = between(10, 40);
                double pace = anyScale(1, 12);
                add(values, 0, i -> high * (1 - Math.exp(-hour(i) / pace)));
            }
            case STEP -> {
                double high = between(10, 35);
                add(values, random.nextInt(length), i -> high);
            }
            case ROTATION -> {
                double high = between(10, 40);
                double period = anyScale(12, 72);
                double phase = between(0, 1);
                add(values, 0, i -> high * ((hour(i) / period + phase) % 1));
            }
            case SLOW_WAVE -> {
                double high = between(4, 12);
                double period = between(48, 120);
                double phase = between(0, 2 * Math.PI);
                add(values, 0, i -> high * (1 + Math.sin(2 * Math.PI * hour(i) / period + phase)));
            }
            default -> {}
        }
    }

    private interface Shape {
        double at(int index);
    }

    private static void add(double[] values, int from, Shape shape) {
        for (int i = from; i < values.length; i++) {
            values[i] += shape.at(i);
        }
    }

    /** What rides on top: teeth of uneven length, a wave, noise. */
    private void ride(double[] values) {
        double teeth = between(8, 25);
        double period = anyScale(0.2, 1.5);
        double wave = between(0, 6);
        double phase = between(0, 2 * Math.PI);
        double noise = between(0.2, 1.5);
        double tooth = random.nextDouble();
        double rise = hour(1) / period;
        for (int i = 0; i < values.length; i++) {
            values[i] += teeth * tooth
                    + wave * Math.sin(2 * Math.PI * hour(i) / 24 + phase)
                    + noise * random.nextGaussian();
            tooth += rise;
            if (tooth >= 1) {
                tooth = 0;
                rise = hour(1) / period * between(0.8, 1.25);
            }
        }
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private double anyScale(double low, double high) {
        return low * Math.pow(high / low, random.nextDouble());
    }
}
