package io.selfheal.config;

/** What a file says a metric is, without a number. */
enum Ailing {
    DOWN,
    DEGRADED,
    UNUSUAL
}
