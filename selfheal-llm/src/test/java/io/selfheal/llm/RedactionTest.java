package io.selfheal.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Pseudonyms pseudonyms = new Pseudonyms();

    private String redacted(String text) {
        return Redaction.of(text, pseudonyms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=CANARY7",
                "Password: 'CANARY7 with spaces'",
                "the password is CANARY7",
                "{\"passwd\":\"CANARY7\"}",
                "api_key=CANARY7&x=1",
                "X-Api-Key: CANARY7",
                "Authorization: Bearer CANARY7.x",
                "authorization=CANARY7",
                "jdbc:postgresql://app:CANARY7@db/orders",
                "https://CANARY7@host/x",
                "secret = CANARY7",
                "client_secret=CANARY7",
                "aws_secret_access_key=CANARY7",
                "session-id=CANARY7;",
                "Cookie: CANARY7",
                "token CANARY7x",
                "sk-CANARY7abcdefgh",
                "sk-proj-CANARY7abcdefgh",
                "ghp_CANARY7abcdefghijkl",
                "xoxb-CANARY7-abcdefg",
                "AKIACANARY7ABCDEFGH",
                "eyJCANARY7.eyJzdWIiOiIxIn0.c2ln",
                "eyJCANARY7xxxxx",
                "key 0123456789abcdefCANARY7",
                "-----BEGIN PRIVATE KEY-----\\nCANARY7\\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY----- CANARY7 and its end was cut off",
                "pass\u200bword=CANARY7",
                "pass\\u200bword=CANARY7",
                "401\\nBearer CANARY7",
                "401\nBearer CANARY7",
                "401\\u000aBearer CANARY7",
                "401\\r\\ntoken\\tCANARY7",
                "{\\\"password\\\":\\\"CANARY7\\\"}",
                "{\\\\\\\"password\\\\\\\" : \\\\\\\"it's CANARY7\\\\\\\"}",
                "{\\\"password\\\":\\\"a \\\\\\\"b\\\\\\\" CANARY7\\\",\\\"x\\\":1}",
                "{\\'password\\':\\'CANARY7\\'}",
                "{\"password\":\"a\\\"CANARY7\"}",
                "<password>CANARY7</password>",
                "<db:Password type=\"plain\">with spaces, CANARY7</db:Password>",
                "<entry key=\"api.key\"> CANARY7 </entry>",
                "<password><![CDATA[a<b CANARY7]]></password>",
                "<password>was cut off after CANARY7",
                "password => 'CANARY7'",
                ":password=>\"CANARY7 x\"",
                "mysql --password CANARY7 -u app",
                "run --db-password \"CANARY7 x\" now",
                "run -token 'x CANARY7'"
            })
    void aSecretIsTakenOutAndNeverComesBack(String text) {
        String redacted = redacted(text);
        assertThat(redacted).doesNotContain("CANARY7").contains("<secret-1>");
        assertThat(pseudonyms.restored(redacted, 1_000)).doesNotContain("CANARY7");
    }

    @ParameterizedTest
    @CsvSource({
        "ada.lovelace+x@example.co.uk, email",
        "10.1.2.3, ip",
        "255.255.255.255, ip",
        "2001:db8::ff00:42:8329, ip",
        "fe80::1%eth0, ip",
        "::1, ip",
        "4111 1111 1111 1111, number",
        "4111111111111111, number"
    })
    void whoAndWhereAreReplacedAndComeBackAtHome(String address, String kind) {
        String text = "refused by " + address + " again, and " + address;
        String redacted = redacted(text);
        assertThat(redacted).isEqualTo("refused by <" + kind + "-1> again, and <" + kind + "-1>");
        assertThat(pseudonyms.restored("so <" + kind + "-1> it is", 1_000)).isEqualTo("so " + address + " it is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "932 of 1024 MiB",
                "Connection refused: connect",
                "evicted 40,120 entries in 12.5 ms",
                "HTTP 503 after 2.5.1",
                "at 12:30:01 the pool was empty",
                "<cause>the pool was empty</cause>",
                "--threads 20, -1 left",
                "\\\"state\\\":\\\"open\\\""
            })
    void whatIsHarmlessStays(String text) {
        assertThat(redacted(text)).isEqualTo(text);
    }

    @Test
    void whatIsBesideASecretIsKept() {
        assertThat(redacted("{\\\"password\\\":\\\"hunter2\\\",\\\"state\\\":\\\"open\\\"}"))
                .isEqualTo("{\\\"password\\\":<secret-1>,\\\"state\\\":\\\"open\\\"}");
        assertThat(redacted("<user>app</user><password>hunter3</password><state>open</state>"))
                .isEqualTo("<user>app</user><password><secret-2></password><state>open</state>");
        assertThat(redacted("mysql --password hunter4 -u app")).isEqualTo("mysql --password <secret-3> -u app");
        assertThat(redacted("refused\\nafter\\t3 s")).isEqualTo("refused after 3 s");
    }

    @Test
    void aThousandHostileCharactersAreReadInNoTime() {
        for (String piece : new String[] {
            "a",
            "1",
            "a1",
            "=",
            "password=",
            "::",
            "a@",
            "eyJ",
            "\"",
            "-----BEGIN ",
            "1 ",
            "<password>",
            "<password ",
            "<",
            "--password ",
            "-password",
            "bearer ",
            "\\",
            "\\\"",
            "password=\\\"",
            "password=\\'\\\\'",
            "password='\\",
            "password\\\"=>\""
        }) {
            String text = piece.repeat(1_000 / piece.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                for (int i = 0; i < 20; i++) {
                    Redaction.of(text, new Pseudonyms());
                }
            });
        }
    }
}
