package io.selfheal;

import java.util.List;
import java.util.Map;

/**
 * What a plan was made of, for making it anew when a policy has changed.
 *
 * @param described what the host's code described
 * @param applied the same with the policies of the start
 * @param policies what lives outside the code
 * @param contributions what plugins left
 * @param leftOut the plugins that could not be used
 */
record Source(
        Blueprint described,
        Blueprint applied,
        List<Policy> policies,
        List<Contributions> contributions,
        Map<String, Fault> leftOut) {}
