package io.selfheal.config;

import io.selfheal.InvalidPolicyException;
import io.selfheal.Policy;
import io.selfheal.SelfHealing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A policy in a file of YAML or JSON, as docs/policy.md describes it. A host says {@code builder.policy(Path)}; a command
 * line asks {@link #check}.
 *
 * <p>A file is read as a whole or not at all, up to 512 KiB of UTF-8. {@code ${NAME}} and {@code ${NAME:default}} are
 * replaced from the environment. A relative path counts from the working directory, as in code.
 *
 * <p>Not safe for use by several threads at a time.
 */
public final class PolicyFile implements Policy {
    private final Path file;
    private final Function<String, Optional<String>> environment;
    private final Contents contents;
    private Draft latest = new Draft();

    PolicyFile(Path file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.environment = environment;
        this.contents = new Contents(file);
    }

    /**
     * A policy in a file, which is not read yet.
     *
     * @param file the file; read as JSON if its name ends so, else as YAML
     * @return the policy
     */
    public static PolicyFile at(Path file) {
        return new PolicyFile(file, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Looks for everything that is wrong with a file, apart from what only its host can know, such as whether an action is
     * registered.
     *
     * @param file the file
     * @return the problems in the order of the file, at most 101; empty if there are none
     */
    public static List<PolicyProblem> check(Path file) {
        return at(file).problems();
    }

    /** The file's name, without its folder. */
    @Override
    public String name() {
        Path name = file.getFileName();
        return Clean.name(name == null ? file.toString() : name.toString());
    }

    /**
     * Whether the file holds something else than when it was last applied, or tried to be, and held the same when last
     * asked: so what an editor is still writing is not taken for its last word, and a file that is replaced is not taken for
     * a missing one. Reads the file's attributes, and only when these have changed its content. A file that is gone, or
     * cannot be read, is a change like any other, and told by {@link #applyTo}.
     */
    @Override
    public boolean changed() {
        return contents.changed();
    }

    /**
     * Makes the calls that the file describes; blocks while it reads. Right after {@link #changed} was asked, it is what that
     * has found that counts: what held the same twice, and else what was applied before.
     *
     * @param builder the builder
     * @throws InvalidPolicyException with every problem, each with file, line and column; the builder was told nothing then
     */
    @Override
    public void applyTo(SelfHealing.Builder builder) {
        Problems problems = new Problems(name());
        Draft draft = read(problems);
        if (!problems.none()) {
            throw new InvalidPolicyException(
                    problems.all().stream().map(PolicyProblem::toString).toList());
        }
        latest = draft;
        draft.applyTo(builder);
    }

    /**
     * Adds its place to a problem that only the builder could find, such as an action that is not registered.
     *
     * @param problem one of {@link InvalidPolicyException#problems()} of {@link SelfHealing.Builder#build()}
     * @return the problem with file, line and column of its culprit, as this file was last applied; as it was, if it is not
     *     about this file
     */
    @Override
    public String placed(String problem) {
        return latest.place(problem)
                .map(place -> new PolicyProblem(name(), place.line(), place.column(), problem).toString())
                .orElse(problem);
    }

    List<PolicyProblem> problems() {
        Problems problems = new Problems(name());
        read(problems);
        return problems.all();
    }

    private Draft read(Problems problems) {
        try {
            return PolicyReader.read(name(), contents.text(), environment, problems);
        } catch (Unreadable unreadable) {
            problems.add(unreadable.place(), unreadable.told());
            return new Draft();
        }
    }
}
