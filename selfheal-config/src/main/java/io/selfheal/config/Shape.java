package io.selfheal.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys with values, all of them known, in one of several forms.
 *
 * @param of what it describes, in words: {@code a probe}
 * @param forms the forms; each has a sign, or there is only one
 */
record Shape(String of, List<Form> forms) implements Kind<Values> {
    @Override
    public Optional<Values> read(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.place(), "found " + node.shown() + ", expected " + of + ": " + names(known()));
            return Optional.empty();
        }
        Set<String> meant = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            if (!known().contains(entry.key())) {
                problems.add(
                        entry.place(),
                        "found the unknown key " + Clean.quoted(entry.key()) + " in " + of + ", expected one of "
                                + names(known()) + Likeness.hint(entry.key(), known()));
                Likeness.nearest(entry.key(), known()).ifPresent(meant::add);
            }
        }
        return form(mapping, meant, problems).map(form -> values(mapping, form, meant, problems));
    }

    /** The form whose sign is there; told, unless a mistyped sign was told already. */
    private Optional<Form> form(Node.Mapping mapping, Set<String> meant, Problems problems) {
        List<Form> signed = new ArrayList<>();
        Optional<String> first = Optional.empty();
        for (Node.Entry entry : mapping.entries()) {
            Optional<Form> form = forms.stream()
                    .filter(one -> one.sign()
                            .filter(sign -> sign.name().equals(entry.key()))
                            .isPresent())
                    .findFirst();
            if (form.isPresent() && first.isPresent()) {
                problems.add(
                        entry.place(),
                        "found \"" + entry.key() + "\" beside \"" + first.get() + "\", expected only one of "
                                + names(signs()));
            } else if (form.isPresent()) {
                first = Optional.of(entry.key());
                signed.add(form.get());
            }
        }
        if (!signed.isEmpty()) {
            return Optional.of(signed.get(0));
        }
        if (signs().isEmpty()) {
            return Optional.of(forms.get(0));
        }
        if (signs().stream().noneMatch(meant::contains)) {
            problems.add(
                    mapping.place(), "found " + of + " without any of " + names(signs()) + ", expected one of them");
        }
        return Optional.empty();
    }

    private Values values(Node.Mapping mapping, Form form, Set<String> meant, Problems problems) {
        Values values = new Values(mapping.place());
        Set<String> present = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            present.add(entry.key());
            Optional<Key<?>> key = form.key(entry.key());
            if (key.isPresent()) {
                put(key.get(), entry, values, problems);
            } else if (known().contains(entry.key()) && !signs().contains(entry.key())) {
                problems.add(
                        entry.place(),
                        "found \"" + entry.key() + "\", which does not go with \""
                                + form.sign().map(Key::name).orElse("") + "\", expected one of "
                                + names(keysOf(List.of(form))));
            }
        }
        for (Key<?> key : form.keys()) {
            if (key.required() && !present.contains(key.name()) && !meant.contains(key.name())) {
                problems.add(
                        mapping.place(),
                        "found " + of + " without \"" + key.name() + "\", expected it: " + key.description());
            }
        }
        return values;
    }

    private static <T> void put(Key<T> key, Node.Entry entry, Values values, Problems problems) {
        key.kind()
                .read(entry.value(), problems)
                .ifPresent(value -> values.put(key, value, entry.value().place()));
    }

    private Set<String> known() {
        return keysOf(forms);
    }

    private Set<String> signs() {
        return forms.stream()
                .flatMap(form -> form.sign().stream())
                .map(Key::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> keysOf(List<Form> forms) {
        Set<String> names = new LinkedHashSet<>();
        forms.forEach(form -> form.keys().forEach(key -> names.add(key.name())));
        return names;
    }

    private static String names(Set<String> names) {
        return String.join(", ", names);
    }
}
