package io.selfheal.examples.gallery;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Orders of a shop's own before its first customer comes, so that classes are loaded, code is compiled and pools are full. */
final class WarmUp {
    private static final int ROUNDS = 6;
    private static final int TOGETHER = 20;

    private WarmUp() {}

    static void of(URI shop) {
        HttpClient client = HttpClient.newHttpClient();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                HttpRequest order = HttpRequest.newBuilder(shop.resolve("orders/" + (round * TOGETHER + i)))
                        .build();
                answers.add(client.sendAsync(order, BodyHandlers.discarding()));
            }
            answers.forEach(CompletableFuture::join);
        }
    }
}
