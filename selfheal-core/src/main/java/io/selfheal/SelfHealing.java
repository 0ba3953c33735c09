package io.selfheal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * What a host holds of its healer: {@code SelfHealing.builder()…start()}, questions, a switch, and {@link #close()}.
 * Safe to use from any thread; no method blocks, {@link #close()} apart.
 */
public final class SelfHealing implements AutoCloseable {
    private final HealingLoop loop;

    SelfHealing(HealingLoop loop) {
        this.loop = loop;
    }

    /** Begins to describe a healer; {@code SelfHealing.builder().start()} alone already uses every plugin it finds. */
    public static Builder builder() {
        return new Builder(new Blueprint());
    }

    /**
     * Starts to turn the loop, on daemon threads of its own. What healing needs is taken and loaded first, which costs some
     * tenths of a second in the first start of a process.
     *
     * @return this
     * @throws IllegalStateException if it was started or closed before
     */
    public SelfHealing start() {
        loop.start();
        return this;
    }

    /** What the loop showed of itself at the end of its last turn. */
    public View view() {
        return loop.view();
    }

    /** The open incidents, oldest first, then up to 64 ended ones, the latest first. */
    public List<Incident> incidents() {
        return view().incidents();
    }

    /**
     * Whether the loop turns: its last turn is no more than ten periods (and at least ten seconds) ago. False before the
     * first turn and after {@link #close()}.
     */
    public boolean turning() {
        return loop.turning();
    }

    /**
     * The kill switch: changes the global mode for everything that has not begun yet. It takes effect at the next turn,
     * before any decision of it; an action that runs is not interrupted half-way. With a journal a more cautious
     * mode than the builder's stays in force across restarts, until changed again.
     *
     * @param mode the mode from now on
     * @param reason why, for the record
     */
    public void mode(Mode mode, String reason) {
        loop.switchboard().mode(mode, reason);
    }

    /**
     * Approves what is proposed in {@link Mode#APPROVE}: just that runs, as soon as every guard lets it on the newest
     * snapshot.
     *
     * @param proposal its id, see {@link View#proposals()}
     * @return the loop's answer, at the next turn: refused if it was answered before, expired, or no longer stands
     */
    public CompletableFuture<Answer> approve(String proposal) {
        return approve(proposal, "the host");
    }

    /**
     * The same in somebody's name.
     *
     * @param proposal its id
     * @param by who approves, for the record
     * @return the loop's answer
     */
    public CompletableFuture<Answer> approve(String proposal, String by) {
        return loop.answer(proposal, Proposal.End.APPROVED, "by " + by);
    }

    /**
     * Rejects what is proposed: the action is not proposed again for this incident.
     *
     * @param proposal its id
     * @return the loop's answer
     */
    public CompletableFuture<Answer> reject(String proposal) {
        return reject(proposal, "the host");
    }

    /**
     * The same in somebody's name.
     *
     * @param proposal its id
     * @param by who rejects, and why, for the record
     * @return the loop's answer
     */
    public CompletableFuture<Answer> reject(String proposal, String by) {
        return loop.answer(proposal, Proposal.End.REJECTED, "by " + by);
    }

    /**
     * Does nothing about a component, or about any, for a while. With a journal it stays in force across restarts.
     *
     * @param silence over what, how long, and why
     * @return the loop's answer, at the next turn
     */
    public CompletableFuture<Answer> silence(Silence silence) {
        return loop.switchboard().silence(silence);
    }

    /**
     * Ends a silence before its time.
     *
     * @param component over which component it is; empty for the one over all
     * @param reason why, for the record
     * @return the loop's answer, at the next turn: refused if there is none
     */
    public CompletableFuture<Answer> endSilence(String component, String reason) {
        return loop.switchboard().endSilence(component, reason);
    }

    /** Where the record is kept: the journal's {@link Journal#name()}, of a file its absolute path; empty if nowhere. */
    public Optional<String> journal() {
        return loop.journal();
    }

    /**
     * Says which version of the service runs. May be called at each start: what is known already changes nothing, and with a
     * journal that is known across restarts. From another version on, what was learnt of the service's metrics is of
     * something else, and is forgotten.
     *
     * @param version what runs now, such as {@code v42} or a commit, also of a changed configuration; escaped and capped
     * @return the loop's answer, at the next turn: refused if that version is known to run, or none is named
     */
    public CompletableFuture<Answer> deployed(String version) {
        return deployed(view().service(), version);
    }

    /**
     * Says which version of a component runs, as {@link #deployed(String)} does of the service.
     *
     * @param component the component
     * @param version what runs of it now
     * @return the loop's answer, at the next turn
     */
    public CompletableFuture<Answer> deployed(String component, String version) {
        return loop.switchboard().deployed(component, version);
    }

    /** The engine itself, for turning it by hand in a test. */
    public HealingLoop loop() {
        return loop;
    }

    /**
     * Stops the loop, interrupts a running action, writes what is left to the journal and ends every thread that was
     * started, within a second. May be called again, from any thread, at any time.
     */
    @Override
    public void close() {
        loop.close();
    }

    /**
     * Describes a healer. Not safe for use by several threads. {@link #build()} checks everything and reports all
     * problems at once.
     */
    public static final class Builder {
        private final Blueprint blueprint;

        Builder(Blueprint blueprint) {
            this.blueprint = blueprint;
        }

        Blueprint blueprint() {
            return blueprint;
        }

        /**
         * Names the host service, which is also the component of everything that names none; "service" by default.
         *
         * @param name the service's name
         * @return this
         */
        public Builder service(String name) {
            blueprint.service = Text.name(name);
            return this;
        }

        /**
         * Declares a component: a thing that can be sick. What probes and rules name needs no declaration unless something
         * depends on it.
         *
         * @param name its name
         * @return where to say what it depends on
         */
        public Dependencies component(String name) {
            Component component = Component.of(name);
            blueprint.components.add(component);
            return needed -> {
                blueprint.components.add(component.dependsOn(needed));
                return this;
            };
        }

        /**
         * Adds a probe.
         *
         * @param probe the probe
         * @return this
         */
        public Builder probe(Probe probe) {
            blueprint.probes.add(probe);
            return this;
        }

        /**
         * Adds a detector whose symptoms no rule answers for.
         *
         * @param detector the detector
         * @return this
         */
        public Builder detector(Detector detector) {
            blueprint.detectors.add(detector);
            return this;
        }

        /**
         * Adds a rule.
         *
         * @param rule the rule; see {@code io.selfheal.rule.Rules.when(…)}
         * @return this
         */
        public Builder rule(Rule rule) {
            blueprint.rules.add(rule);
            return this;
        }

        /**
         * Adds an action.
         *
         * @param action the action
         * @return this
         */
        public Builder action(RecoveryAction action) {
            blueprint.actions.add(action);
            return this;
        }

        /**
         * Adds a guard, asked after the safety kernel's own.
         *
         * @param guard the guard
         * @return this
         */
        public Builder guard(Guard guard) {
            blueprint.guards.add(guard);
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(HealingListener listener) {
            blueprint.listeners.add(listener);
            return this;
        }

        /**
         * Decides with another engine than {@link DecisionEngine#ladder()}.
         *
         * @param engine the engine
         * @return this
         */
        public Builder engine(DecisionEngine engine) {
            blueprint.engine = engine;
            return this;
        }

        /**
         * Decides with what is made of the engine that was named so far, as a policy wants that adds to what it knows.
         *
         * @param change makes another engine of it; called at once
         * @return this
         */
        public Builder changeEngine(UnaryOperator<DecisionEngine> change) {
            blueprint.engine = change.apply(blueprint.engine);
            return this;
        }

        /**
         * Sets the global mode, {@link Mode#ENFORCE} by default.
         *
         * @param mode the mode
         * @return this
         */
        public Builder mode(Mode mode) {
            blueprint.mode = mode;
            return this;
        }

        /**
         * Sets the mode of one action; of it and the global one the more cautious counts.
         *
         * @param action the action's id
         * @param mode its mode
         * @return this
         */
        public Builder mode(String action, Mode mode) {
            blueprint.modes.put(action, mode);
            return this;
        }

        /**
         * Limits all actions together: at most so many starts in any window of that length, ten an hour by default.
         *
         * @param runs how many, at least 1
         * @param window how long the window is
         * @return this
         */
        public Builder budget(int runs, Duration window) {
            blueprint.limits.budget = runs;
            blueprint.limits.budgetWindow = window;
            return this;
        }

        /**
         * Spaces the runs of one action on one component: from the end of one to the start of the next, doubling with each
         * run and varied by a fifth; one minute up to one hour by default.
         *
         * @param first the time after the first run
         * @param longest the longest time
         * @return this
         */
        public Builder cooldown(Duration first, Duration longest) {
            blueprint.limits.firstCooldown = first;
            blueprint.limits.longestCooldown = longest;
            return this;
        }

        /**
         * Limits how often one problem may be healed within a day before a person is told although each healing worked;
         * five times by default.
         *
         * @param healings how many, at least 1
         * @return this
         */
        public Builder recurrence(int healings) {
            blueprint.limits.recurrence = healings;
            return this;
        }

        /**
         * Sets the most risk that an action may have, {@link Risk#MODERATE} by default: one that ends the service for a while
         * has to be allowed.
         *
         * @param ceiling the most risk
         * @return this
         */
        public Builder riskCeiling(Risk ceiling) {
            blueprint.limits.ceiling = ceiling;
            return this;
        }

        /**
         * Stops healing, and tells a person once, when more incidents open within a window; ten within a minute by default.
         * It goes on when no more than half as many have opened in the last window.
         *
         * @param incidents how many may open, at least 1
         * @param window how long the window is
         * @return this
         */
        public Builder storm(int incidents, Duration window) {
            blueprint.limits.storm = incidents;
            blueprint.limits.stormWindow = window;
            return this;
        }

        /**
         * Stops healing, and tells a person once, when a larger share of all components has an incident of its own at the same
         * time; a half by default, and only where there are at least four components. It goes on at half that share.
         *
         * @param share the share, above 0 and up to 1 (which means never)
         * @return this
         */
        public Builder stormShare(double share) {
            blueprint.limits.stormShare = share;
            return this;
        }

        /**
         * Keeps an action that made a problem worse from being tried on it again; six hours by default.
         *
         * @param lasts how long, a day at most
         * @return this
         */
        public Builder quarantine(Duration lasts) {
            blueprint.limits.quarantine = lasts;
            return this;
        }

        /**
         * Does nothing for a while after the start, when caches are cold and connections are made; not at all by default.
         *
         * @param lasts how long, a day at most
         * @return this
         */
        public Builder startupGrace(Duration lasts) {
            blueprint.limits.grace = lasts;
            return this;
        }

        /**
         * Does nothing at certain times of the day.
         *
         * @param window when, and about which component
         * @return this
         */
        public Builder maintenance(MaintenanceWindow window) {
            blueprint.windows.add(window);
            return this;
        }

        /**
         * Sets how long a proposal in {@link Mode#APPROVE} waits for an answer, 15 minutes by default; afterwards a person is
         * told that nobody answered.
         *
         * @param expires how long, a day at most
         * @return this
         */
        public Builder approvalWithin(Duration expires) {
            blueprint.limits.approval = expires;
            return this;
        }

        /**
         * Sets the loop's period. By default it turns as often as the quickest probe asks for, once a second at least and four times
         * at most, and a hole in time is what is one where it turns once.
         *
         * @param period time from turn to turn, at least 10 milliseconds
         * @return this
         */
        public Builder every(Duration period) {
            blueprint.period = period;
            return this;
        }

        /**
         * Keeps the record in a file of JSON Lines, and takes up cooldowns, budgets and open incidents from it. Trouble with
         * the file never stops healing: it is counted, told, and shown in the {@link View}.
         *
         * @param file the file; made if missing
         * @return this
         */
        public Builder journal(Path file) {
            blueprint.journalFile = file;
            return this;
        }

        /**
         * Keeps the record in a journal of the host's own.
         *
         * @param journal the journal, not open yet; closed with the loop
         * @return this
         */
        public Builder journal(Journal journal) {
            blueprint.journal = journal;
            return this;
        }

        /**
         * Records in the journal, too, what each turn went by: what probes saw, told by what has changed. With it the past can
         * be replayed through another policy. A service with 20 metrics that all change each second fills some 8 MiB in an
         * hour and a half, so give the journal room.
         *
         * @return this
         */
        public Builder recordMetrics() {
            return recordMetrics(true);
        }

        /**
         * Records in the journal, too, what each turn went by, see {@link #recordMetrics()}, or does not, as by default.
         *
         * @param records whether it does
         * @return this
         */
        public Builder recordMetrics(boolean records) {
            blueprint.recordsMetrics = records;
            return this;
        }

        /**
         * Keeps what is collected of incidents in a folder; without this, next to the journal's file, and nowhere if there is
         * none. At most 4 MiB for each piece and 64 MiB in all: the oldest goes first, that of open incidents never.
         *
         * @param folder the folder; made when it is needed, readable by the owner only
         * @return this
         */
        public Builder evidence(Path folder) {
            blueprint.evidenceFolder = folder;
            return this;
        }

        /**
         * Adds a collector of evidence.
         *
         * @param collector the collector
         * @return this
         */
        public Builder evidence(Evidence collector) {
            blueprint.collectors.add(collector);
            return this;
        }

        /**
         * Asks the fleet before each action.
         *
         * @param permit whom to ask
         * @return this
         */
        public Builder permit(FleetPermit permit) {
            blueprint.permit = permit;
            return this;
        }

        /**
         * Asks an adviser, such as a language model, for a second opinion on what is about to be done, or told to a person;
         * two seconds are waited for it. See {@link #advisor(DecisionAdvisor, Duration)}.
         *
         * @param advisor whom to ask
         * @return this
         */
        public Builder advisor(DecisionAdvisor advisor) {
            blueprint.advisor = advisor;
            return this;
        }

        /**
         * Asks an adviser for a second opinion on what is about to be done, or told to a person. It is asked on a thread of its
         * own, once for each step of an incident, and at its deadline the engine decides alone. Where a rule's ladder decides
         * nobody is asked, unless {@link #advisedLadders()}.
         *
         * @param advisor whom to ask
         * @param deadline how long it is waited for at most, up to 30 seconds
         * @return this
         */
        public Builder advisor(DecisionAdvisor advisor, Duration deadline) {
            blueprint.advisor = advisor;
            blueprint.advisorDeadline = deadline;
            return this;
        }

        /**
         * Asks the adviser also where a rule's ladder decides: it can explain there, but not change what is done.
         *
         * @return this
         */
        public Builder advisedLadders() {
            blueprint.advisedLadders = true;
            return this;
        }

        /**
         * Adds a policy that lives in a file, which is watched and takes effect anew when it changes.
         *
         * @param file the file; a module that reads such files, like {@code selfheal-config}, must be on the class path
         * @return this
         */
        public Builder policy(Path file) {
            blueprint.policyFiles.add(file);
            return this;
        }

        /**
         * Adds a policy from elsewhere.
         *
         * @param policy the policy
         * @return this
         */
        public Builder policy(Policy policy) {
            blueprint.policies.add(policy);
            return this;
        }

        /**
         * Adds a plugin that no {@link java.util.ServiceLoader} finds.
         *
         * @param plugin the plugin
         * @return this
         */
        public Builder plugin(HealingPlugin plugin) {
            blueprint.plugins.add(plugin);
            return this;
        }

        /**
         * Leaves out a plugin that is on the class path.
         *
         * @param plugin its {@link HealingPlugin#name()}; one that is not there is no error
         * @return this
         */
        public Builder without(String plugin) {
            blueprint.without.add(plugin);
            return this;
        }

        /**
         * Leaves out every plugin that was not added by {@link #plugin}.
         *
         * @return this
         */
        public Builder withoutDiscovery() {
            blueprint.discovery = false;
            return this;
        }

        /**
         * Takes the time from elsewhere, as tests and replays do.
         *
         * @param clock the wall clock, for labels
         * @param ticker the monotonic clock, for durations
         * @return this
         */
        public Builder time(InstantSource clock, Ticker ticker) {
            blueprint.clock = clock;
            blueprint.ticker = ticker;
            return this;
        }

        /**
         * Runs probes, actions, listeners and the journal on an executor of the host's own instead of on selfheal's threads;
         * it is not closed with the loop. {@code Runnable::run} makes a turn do everything at once and in order.
         *
         * @param executor the executor
         * @return this
         */
        public Builder executor(Executor executor) {
            blueprint.executor = executor;
            return this;
        }

        /**
         * Checks everything and builds a healer that does not turn yet.
         *
         * @return the healer
         * @throws InvalidPolicyException with every problem, its culprit and its fix
         */
        public SelfHealing build() {
            return new SelfHealing(new HealingLoop(Assembly.of(blueprint)));
        }

        /**
         * Builds and starts.
         *
         * @return the healer, turning
         * @throws InvalidPolicyException with every problem, its culprit and its fix
         */
        public SelfHealing start() {
            return build().start();
        }
    }
    /** What a component depends on: the second half of {@link Builder#component}. */
    @FunctionalInterface
    public interface Dependencies {
        /**
         * Says without what the component cannot be well. Its trouble is then theirs while one of them is sick: nothing is
         * done about it on its own.
         *
         * @param components the names of other components; none if it needs none
         * @return the builder
         */
        Builder dependsOn(String... components);
    }
}
