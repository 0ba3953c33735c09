package io.selfheal.rule;

import io.selfheal.Norm;
import io.selfheal.Outlook;
import java.util.Optional;
import java.util.ServiceLoader;

/** What rules need of another package. Looked up once: each lookup reads files. */
final class Provided {
    private static final Optional<Norm.Source> NORMS = first(Norm.Source.class);
    private static final Optional<Outlook.Source> OUTLOOKS = first(Outlook.Source.class);

    private Provided() {}

    static Norm.Source norms() {
        return NORMS.orElseThrow(() -> missing(Norm.Source.class));
    }

    static Outlook.Source outlooks() {
        return OUTLOOKS.orElseThrow(() -> missing(Outlook.Source.class));
    }

    private static <S> Optional<S> first(Class<S> service) {
        return ServiceLoader.load(service, service.getClassLoader()).findFirst();
    }

    private static IllegalStateException missing(Class<?> service) {
        return new IllegalStateException("nothing provides " + service.getName()
                + ": keep META-INF/services of selfheal-core when you repackage it");
    }
}
