package io.selfheal.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes a text wrong, or at least another, as a slip of a hand or of a disk does. */
final class Mutation {
    private static final String TELLING = "{}[]:,-#&*!|>%@`'\"?~\\ \t\n${}0a9";

    private Mutation() {}

    static String of(String text, int times, Random random) {
        String mutated = text;
        for (int i = 0; i < times; i++) {
            mutated = random.nextBoolean() ? lines(mutated, random) : characters(mutated, random);
        }
        return mutated;
    }

    private static String lines(String text, Random random) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), lines.get(at));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at));
            default -> lines = lines.subList(0, at);
        }
        return String.join("\n", lines);
    }

    private static String characters(String text, Random random) {
        if (text.isEmpty()) {
            return TELLING;
        }
        StringBuilder out = new StringBuilder(text);
        int at = random.nextInt(text.length());
        int other = random.nextInt(text.length());
        switch (random.nextInt(5)) {
            case 0 -> out.deleteCharAt(at);
            case 1 -> out.insert(at, text.charAt(other));
            case 2 -> {
                out.setCharAt(at, text.charAt(other));
                out.setCharAt(other, text.charAt(at));
            }
            case 3 -> out.insert(at, TELLING.charAt(random.nextInt(TELLING.length())));
            default -> out.setCharAt(at, (char) random.nextInt(0x3000));
        }
        return out.toString();
    }
}
