package io.selfheal;

/** What user code once threw, thrown again in a replay. */
final class RecordedFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** Takes a fault {@linkplain Fault#shown() as it was shown}. */
    RecordedFailure(String shown) {
        super(shown, null, false, false);
        int colon = shown.indexOf(": ");
        this.fault = colon < 0
                ? new Fault(shown, "", "")
                : new Fault(shown.substring(0, colon), shown.substring(colon + 2), "");
    }

    Fault fault() {
        return fault;
    }
}
