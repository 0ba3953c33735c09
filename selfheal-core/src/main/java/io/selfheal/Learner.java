package io.selfheal;

/**
 * What learns from the past of one gauge. It can be kept over a restart, handed on to another rule on the same gauge, and
 * told of what was done on purpose. Called on the loop's thread only; must not block.
 */
public interface Learner {
    /** What it learns, the same after a restart: {@code norm}, {@code outlook toward 0}. Of one kind and gauge all are alike. */
    String kind();

    /** The gauge's name. */
    String metric();

    /** Whose gauge it is; empty while that is not known. */
    String component();

    /**
     * All it learnt, to go on from after a restart.
     *
     * @return bytes for {@link #restore}, 16 KiB at most; empty if there is nothing to keep
     */
    byte[] state();

    /**
     * Goes on from where another one of its kind and gauge was.
     *
     * @param component whose gauge it is
     * @param state what {@link #state()} gave
     * @throws IllegalArgumentException if these bytes are no such state, or one of another version; nothing has changed then
     */
    void restore(String component, byte[] state);

    /**
     * Takes in what was done to the gauge's component, so that its effect is neither unusual nor a trend.
     *
     * @param intervention what was done
     */
    void rebase(Intervention intervention);
}
