package io.selfheal.journal;

import io.selfheal.HealingEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Events of every type with hostile content, found by reflection so that a new type is tried from its first day. */
final class RandomEvents {
    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        0.1,
        -1,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Math.PI,
        1e21,
        9007199254740993d
    };

    private final Random random;

    RandomEvents(long seed) {
        this.random = new Random(seed);
    }

    static List<Class<?>> types() {
        return leaves(HealingEvent.class).toList();
    }

    /** The records below a sealed type. */
    static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(RandomEvents::leaves)
                        .distinct()
                : Stream.of(type);
    }

    HealingEvent next() {
        List<Class<?>> types = types();
        return of(types.get(random.nextInt(types.size())));
    }

    HealingEvent of(Class<?> type) {
        return (HealingEvent) value(type);
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType maybe && maybe.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(maybe.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            Map<Object, Object> values = new HashMap<>();
            for (int left = random.nextInt(3) + 1; left > 0; left--) {
                values.put(value(map.getActualTypeArguments()[0]), value(map.getActualTypeArguments()[1]));
            }
            return values;
        }
        if (type instanceof ParameterizedType list) {
            List<Object> values = new ArrayList<>();
            for (int left = random.nextInt(3) + 1; left > 0; left--) {
                values.add(value(list.getActualTypeArguments()[0]));
            }
            return values;
        }
        Class<?> kind = (Class<?>) type;
        if (kind == String.class) {
            return text();
        } else if (kind == long.class) {
            return random.nextLong();
        } else if (kind == int.class) {
            return random.nextInt();
        } else if (kind == boolean.class) {
            return random.nextBoolean();
        } else if (kind == double.class || kind == Double.class) {
            return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextGaussian();
        } else if (kind == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong() >> (30 + random.nextInt(30)), random.nextInt(1_000_000_000));
        } else if (kind == Duration.class) {
            return Duration.ofSeconds(random.nextLong() >> (2 + random.nextInt(60)), random.nextInt(1_000_000_000));
        } else if (kind.isEnum()) {
            return kind.getEnumConstants()[random.nextInt(kind.getEnumConstants().length)];
        } else if (kind.isRecord()) {
            return record(kind);
        }
        List<Class<?>> leaves = leaves(kind).toList();
        return value(leaves.get(random.nextInt(leaves.size())));
    }

    private Object record(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        while (true) {
            Object[] values = Arrays.stream(components)
                    .map(c -> value(c.getGenericType()))
                    .toArray();
            try {
                return kind.getDeclaredConstructor(Arrays.stream(components)
                                .map(RecordComponent::getType)
                                .toArray(Class<?>[]::new))
                        .newInstance(values);
            } catch (InvocationTargetException refused) {
                // such as a severity of NaN: once more
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(kind + " cannot be made", e);
            }
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(10) == 0 ? random.nextInt(1_500) : random.nextInt(20);
        while (text.length() < length) {
            switch (random.nextInt(5)) {
                case 0 -> text.append((char) random.nextInt(0x10000)); // surrogates without a partner, too
                case 1 -> text.append("\"\\\n\r\t\0{\"v\":1}".charAt(random.nextInt(13)));
                case 2 -> text.appendCodePoint(0x1f600 + random.nextInt(50));
                case 3 -> text.append("ä€\u2028\u0085\u202e".charAt(random.nextInt(5)));
                default -> text.append((char) ('a' + random.nextInt(26)));
            }
        }
        return text.toString();
    }
}
