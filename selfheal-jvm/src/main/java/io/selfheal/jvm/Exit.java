package io.selfheal.jvm;

/** The two ways out of a process. */
interface Exit {
    /** Runs the shutdown hooks and ends the process; does not return. */
    void exit(int code);

    /** Ends the process at once. */
    void halt(int code);

    static Exit system() {
        return new Exit() {
            @Override
            public void exit(int code) {
                Runtime.getRuntime().exit(code);
            }

            @Override
            public void halt(int code) {
                Runtime.getRuntime().halt(code);
            }
        };
    }
}
