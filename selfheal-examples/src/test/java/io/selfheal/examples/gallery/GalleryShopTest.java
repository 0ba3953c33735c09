package io.selfheal.examples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.selfheal.SelfHealing;
import io.selfheal.test.VirtualTime;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop in the test's own process: it serves, it can be embedded, and its configuration is one that builds. */
class GalleryShopTest {
    @TempDir
    Path folder;

    @Test
    void everyOrderIsServedAndEverythingIsGivenBack() throws Exception {
        try (Shop shop = Shop.start(folder)) {
            HttpClient client = HttpClient.newHttpClient();
            for (int order = 1; order <= 40; order++) {
                HttpRequest request = HttpRequest.newBuilder(shop.uri().resolve("orders/" + order))
                        .build();
                assertThat(client.send(request, BodyHandlers.ofString()).body())
                        .startsWith(order + " ")
                        .endsWith(order % 4 == 0 ? "paid" : "on account");
            }
            shop.workers().shutdown();
            assertThat(shop.workers().awaitTermination(1, TimeUnit.MINUTES))
                    .as("an answer is sent before its place in the gate is given back")
                    .isTrue();
            assertThat(shop.connections().inUse()).isZero();
            assertThat(shop.buffers().inUse()).isZero();
            assertThat(shop.documents().inUse()).isZero();
            assertThat(shop.gate().inFlight()).isZero();
            assertThat(shop.spool().folder()).isEmptyDirectory();
            assertThat(shop.pages().bytes()).isEqualTo(40L * Page.BYTES);
        }
    }

    @Test
    void itsHealerBuildsAndNamesActionsThatAreThere() throws Exception {
        try (Shop shop = Shop.start(folder);
                VirtualTime time = new VirtualTime();
                SelfHealing healing =
                        time.drive(Healing.of(shop).withoutDiscovery()).build()) {
            time.turn(healing, Duration.ofSeconds(5));
            assertThat(healing.incidents()).isEmpty();
            assertThat(healing.view().failing()).isEmpty();
        }
    }

    @Test
    void aLoanThatIsTakenBackIsNobodysAndMakesRoom() throws Exception {
        Lending<String> pool = new Lending<>(1, 1, () -> "thing", thing -> {});
        Lending.Loan<String> lost = pool.borrow("order 7");

        assertThat(pool.reclaim(Duration.ofHours(1))).isEmpty();
        assertThat(pool.reclaim(Duration.ZERO)).isEqualTo(List.of("order 7"));

        assertThatThrownBy(lost::get).hasMessage("it was taken back from order 7");
        assertThat(pool.borrow("order 8").get()).isEqualTo("thing");
        lost.close();
        assertThat(pool.inUse())
                .as("what was taken back is not given back again")
                .isEqualTo(1);
    }

    @Test
    void aBugThatIsTakenBackDoesNotGoOn() throws Exception {
        try (Shop shop = Shop.start(folder)) {
            Fault leak = new CacheLeak();
            leak.inject(shop);
            for (long order = 0; order < Shop.PAGES + 10; order++) {
                shop.pages().of(order);
            }
            assertThat(shop.pages().bytes()).isGreaterThan((long) Shop.PAGES * Page.BYTES);

            leak.end(shop);
            shop.pages().of(-1);
            assertThat(shop.pages().bytes()).isEqualTo((long) Shop.PAGES * Page.BYTES);
        }
    }
}
