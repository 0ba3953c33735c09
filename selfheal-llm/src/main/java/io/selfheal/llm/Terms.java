package io.selfheal.llm;

/**
 * What asking a model may cost. Immutable.
 *
 * @param model the model's name, for the record and the cache
 * @param inputTokens the most that one call may send, by estimate (a token for every three characters)
 * @param outputTokens the most that one call may have come back
 * @param callsAnHour the most calls within any hour
 * @param costADay the most that the calls of any 24 hours may cost, in the currency of the prices
 * @param inputPrice what a million input tokens cost; zero for a model of one's own
 * @param outputPrice what a million output tokens cost
 */
public record Terms(
        String model,
        int inputTokens,
        int outputTokens,
        int callsAnHour,
        double costADay,
        double inputPrice,
        double outputPrice) {
    private static final double MILLION = 1e6;

    /** Throws {@link IllegalArgumentException} for a limit below one, or a price or cost that is negative or no number. */
    public Terms {
        if (inputTokens < 1 || outputTokens < 1 || callsAnHour < 1) {
            throw new IllegalArgumentException("limits of " + inputTokens + " input tokens, " + outputTokens
                    + " output tokens and " + callsAnHour + " calls: allow at least 1 of each");
        }
        if (!(costADay >= 0 && inputPrice >= 0 && outputPrice >= 0)) {
            throw new IllegalArgumentException("a cost of " + costADay + " a day at prices of " + inputPrice + " and "
                    + outputPrice + ": give numbers, zero or more");
        }
    }

    /**
     * The default terms: 4,000 tokens in, 800 out, 30 calls an hour, no price.
     *
     * @param model the model's name
     * @return the terms
     */
    public static Terms of(String model) {
        return new Terms(model, 4_000, 800, 30, 0, 0, 0);
    }

    /**
     * The same with other limits of one call.
     *
     * @param input the most tokens sent
     * @param output the most tokens that come back
     * @return the terms
     */
    public Terms tokensACall(int input, int output) {
        return new Terms(model, input, output, callsAnHour, costADay, inputPrice, outputPrice);
    }

    /**
     * The same with another limit of calls.
     *
     * @param calls the most calls within any hour
     * @return the terms
     */
    public Terms callsAnHour(int calls) {
        return new Terms(model, inputTokens, outputTokens, calls, costADay, inputPrice, outputPrice);
    }

    /**
     * The same at a price, and with a limit of what is spent.
     *
     * @param cost the most that is spent within any 24 hours
     * @param input what a million input tokens cost
     * @param output what a million output tokens cost
     * @return the terms
     */
    public Terms costADay(double cost, double input, double output) {
        return new Terms(model, inputTokens, outputTokens, callsAnHour, cost, input, output);
    }

    /** What so many tokens cost. */
    double price(long input, long output) {
        return (input * inputPrice + output * outputPrice) / MILLION;
    }

    /** What a call costs at most. */
    double dearest() {
        return price(inputTokens, outputTokens);
    }
}
