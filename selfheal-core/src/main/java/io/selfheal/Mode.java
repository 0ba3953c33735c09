package io.selfheal;

/** Whether decisions are carried out; ordered from the most cautious to the least. */
public enum Mode {
    /** Watch, decide and tell, but never act: every decision says what would have been done. */
    OBSERVE,
    /** Watch, decide and propose: what a person approves is done, see {@link SelfHealing#approve}. */
    APPROVE,
    /** Watch, decide and act. */
    ENFORCE
}
