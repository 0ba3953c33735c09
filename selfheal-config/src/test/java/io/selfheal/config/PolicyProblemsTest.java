package io.selfheal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyProblemsTest {
    @Test
    void aPolicyWithFiveDifferentMistakesReportsFiveWithTheirLines() {
        assertThat(Reading.of("""
                service: orders
                mode: enforced
                rules:
                  - when: memory.used.ratio
                    above: 90 %
                    clearingbelow: 80 %
                    lasting: 30
                    run: clear-cache
                  - when: payments
                    is: down
                    in: 5m
                    run: [a, b]
                guards:
                  budget: 10 per 1h
                """))
                .containsExactly(
                        "2:7: found \"enforced\", expected a mode: observe, approve, enforce; did you mean \"enforce\"?",
                        "6:5: found the unknown key \"clearingbelow\" in a rule, expected one of when, above, clearingBelow,"
                                + " lasting, run, settling, because, named, below, clearingAbove, is, falseAlarmsAMonth,"
                                + " runsOutWithin, limit, risingBy, in, fallingBy, all, any; did you mean \"clearingBelow\"?",
                        "7:14: found \"30\", expected a duration with its unit, such as 30s, 5m or 1h30m, from 1ms to 365d",
                        "11:5: found \"in\", which does not go with \"is\", expected one of when, is, falseAlarmsAMonth, lasting,"
                                + " run, settling, because, named",
                        "14:11: found \"10 per 1h\", expected a number and a time of at most a day, such as 10 in 1h");
    }

    @Test
    void aProblemReadsAsCompilersWriteIt() {
        assertThat(Reading.problems("rules: 7", Map.of()))
                .singleElement()
                .hasToString("selfheal.yaml:1:8: found \"7\", expected a list of rules");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rules: [{when: a.ratio, above: 0.9, clearingBelow: 0.95}] | 1:52: the clearing level 0.95 of "a.ratio" is not below
            rules: [{when: a.ratio, above: 90}]                       | 1:32: "a.ratio" is a ratio, where 1 is the whole
            rules: [{when: a.percent, above: 90}]                     | 1:16: metric "a.percent" is in "percent"
            rules: [{when: a.bytes, above: 90 %}]                     | 1:32: found an amount in a share, expected bytes
            rules: [{when: a.seconds, above: 5MiB}]                   | 1:34: found an amount in bytes, expected time
            rules: [{when: a, risingBy: 5, in: 1m, clearingBelow: 6}] | 1:55: the clearing amount 6 of "a" is not below
            rules: [{when: a, risingBy: -5, in: 1m}]                  | 1:29: the amount in risingBy(-5
            rules: [{when: a, above: 1, run: [x, y, x]}]              | 1:41: found "x" again, expected each once
            rules: [{when: a, above: 1}, {when: a, above: 1}]         | 1:30: found the rule "a-above-1" again, which is already in line 1
            rules: [{all: [{when: a.pct, above: 1}, {when: b, is: down}]}] | 1:23: metric "a.pct"
            components: {a: {dependsOn: b}, b: {dependsOn: [c, a]}}   | 1:52: found components that depend on each other in a circle: a -> b -> a
            components: {a: {dependsOn: a}}                           | 1:29: found components that depend on each other in a circle: a -> a
            probes: {a: {http: http://}}                              | 1:20: found "http://", expected an address
            probes: {a: {http: http://a_b:70000/}}                    | 1:20:
            probes: {a: {http: http://a:70000/}}                      | 1:20: HTTP probe "a": its URI has the port 70000
            probes: {a: {tcp: db:70000}}                              | 1:19: found "db:70000", expected a host and a port
            probes: {queue.ms: {tcp: db:1}}                           | 1:10: metric "queue.ms" is in "ms"
            maintenance: [{from: 02:00, to: 03:00, zone: Europe/Berln}] | did you mean "Europe/Berlin"?
            guards: {cooldown: 2h to 1h}                              | 1:20: found "2h to 1h", expected two times
            guards: {quarantine: 2d}                                  | 1:22: found "2d", expected a duration
            rules: [{when: a, is: odd}]                               | 1:23: found "odd", expected what is wrong: down, degraded, unusual
            rules: [{when: a, is: down, falseAlarmsAMonth: 4}]        | 1:48: found "falseAlarmsAMonth" beside "is: down", expected it only beside "is: unusual"
            rules: [{when: a, is: unusual, falseAlarmsAMonth: 0}]     | 1:51: found "0", expected a number above 0 such as 4 or 0.5
            rules: [{when: a, above: 1, falseAlarmsAMonth: 4}]        | 1:29: found "falseAlarmsAMonth", which does not go with "above"
            falseAlarmsAMonth: 4                                      | 1:20: found "falseAlarmsAMonth" where no gauge is watched; write "watchEveryGauge: true" beside it
            rules: [{when: a, runsOutWithin: 24h}]                    | 1:34: "a" does not say where it runs out
            rules: [{when: a, runsOutWithin: 24h, limit: 5MiB}]       | 1:46: found an amount in bytes, expected a plain number
            rules: [{when: a.ratio, runsOutWithin: 24h, limit: 95}]   | 1:52: "a.ratio" is a ratio, where 1 is the whole
            rules: [{when: a.ratio, runsOutWithin: 5m}]               | 1:40: found "5m", expected a duration with its unit, such as 30s, 5m or 1h30m, from 10min to 365d
            rules: [{when: a.ratio, runsOutWithin: 24h, above: 0.9}]  | found "above" beside "runsOutWithin"
            every: 1ms                                                | 1:8: found "1ms", expected a duration with its unit, such as 30s, 5m or 1h30m, from 10ms
            servce: orders                                            | 1:1: found the unknown key "servce" in a policy
            servce: orders                                            | did you mean "service"?
            service: a                                                | `none`
            """)
    void aMistakeIsNamedWhereItStands(String text, String problem) {
        String all = String.join("\n", Reading.of(text));
        assertThat(all.isEmpty() ? "`none`" : all).contains(problem);
    }

    @Test
    void aKeyThatComesTwiceIsToldWithItsFirstLine() {
        assertThat(Reading.of("service: a\nmode: observe\nservice: b\n"))
                .containsExactly("3:1: found the key \"service\" again, which is already in line 1; keep one of them");
    }

    @Test
    void aMistypedSignIsOneProblem() {
        assertThat(Reading.of("rules:\n  - when: a\n    abov: 1\n"))
                .singleElement()
                .asString()
                .startsWith("3:5: found the unknown key \"abov\"")
                .endsWith("did you mean \"above\"?");
    }

    @Test
    void thousandsOfProblemsAreToldAsAHundredAndANumber() {
        assertThat(Reading.of("unknown: 1\n" + numbered(1_500)))
                .hasSize(101)
                .last()
                .asString()
                .endsWith("found 1401 more problems; mend these first");
    }

    @Test
    void whatAFileSaysCannotForgeALogLine() {
        assertThat(Reading.of("\"a\\nERROR all is lost\": \"\\u001b[2J\"\n"))
                .singleElement()
                .asString()
                .contains("\\nERROR")
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void jsonSaysTheSame() {
        assertThat(Reading.problems("p.json", "{\"service\": \"a\",\n\t\"every\": 5}", Map.of()))
                .singleElement()
                .asString()
                .startsWith("p.json:2:11: found \"5\", expected a duration");
    }

    private static String numbered(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("key").append(i).append(": 1\n");
        }
        return text.toString();
    }
}
