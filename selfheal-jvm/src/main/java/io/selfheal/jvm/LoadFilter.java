package io.selfheal.jvm;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Set;

/**
 * Puts a {@link LoadGate} in front of a context of the JDK's HTTP server. What may not pass is answered at once with 503 and
 * {@code Retry-After: 1}. Health paths are exempt: an instance that sheds load is not to be taken for a dead one.
 */
public final class LoadFilter extends Filter {
    private final LoadGate gate;
    private final Set<String> exempt;

    /**
     * Before a context: {@code context.getFilters().add(new LoadFilter(gate, "/health"))}.
     *
     * @param gate the gate
     * @param exempt the paths that always pass, with all that is below them; not counted either
     */
    public LoadFilter(LoadGate gate, String... exempt) {
        this.gate = gate;
        this.exempt = Set.of(exempt);
    }

    @Override
    public String description() {
        return "lets in no more requests than the service can bear";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (exempt(exchange.getRequestURI().getPath())) {
            chain.doFilter(exchange);
        } else if (gate.tryAcquire()) {
            try {
                chain.doFilter(exchange);
            } finally {
                gate.release();
            }
        } else {
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        }
    }

    private boolean exempt(String path) {
        return exempt.stream().anyMatch(free -> path.equals(free) || path.startsWith(free + "/"));
    }
}
