package io.selfheal.config;

/**
 * Where something listens.
 *
 * @param host a name or an IP address
 * @param port from 1 to 65535
 */
record Address(String host, int port) {
    static final Word<Address> WORD = Word.of(
            "a host and a port, such as db.internal:5432 or [::1]:5432",
            "^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?|\\[[0-9A-Fa-f:.]{2,45}\\]):[1-9]\\d{0,4}$",
            Address::parsed);

    private static Address parsed(String text) throws Misfit {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535) {
            throw new Misfit("; ports end at 65535");
        }
        String host = text.substring(0, colon);
        return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }
}
