package io.selfheal.benchmarks.decide;

/**
 * A line of a recording, made by hand: a full heap, of which caches hold the most.
 *
 * @param bad how many of 1,000 requests failed
 * @param recovered whether it ended well
 */
record Lines(String condition, int seed, String action, boolean healthy, int bad, boolean recovered) {
    static Lines of(String condition, int seed, String action) {
        return new Lines(condition, seed, action, false, 0, true);
    }

    Lines bad(int failed) {
        return new Lines(condition, seed, action, healthy, failed, recovered);
    }

    Lines ended(boolean well) {
        return new Lines(condition, seed, action, healthy, bad, well);
    }

    String json() {
        return """
                {"condition":"%s","healthy":%b,"load":150,"seed":%d,"action":"%s","seconds":2.5,"case":{
                "symptom":{"id":"caches-too-large","component":"shop","severity":0.5,"findings":{
                "jvm.caches.heap.ratio":{"value":0.6,"limit":"above 50 %%"}}},
                "symptoms":[],"ladder":["trim-caches"],"reason":"Caches take more",
                "actions":{"trim-caches":"SAFE","graceful-restart":"HIGH"},"refused":{},
                "before":{"shop":{"jvm.heap.live.ratio":0.3}},
                "now":{"shop":{"jvm.heap.live.ratio":0.91,"jvm.caches.heap.ratio":0.6,"disk":"UP"},
                "payments":{"jvm.tasks.payments.running.count":0}}},
                "before":{"sent":150,"failed":0,"slow":0},
                "after":{"sent":1000,"failed":%d,"slow":0,"p99":7.5},
                "end":{"sent":300,"failed":%d,"slow":0,"p99":7.5},"gone":%b,"died":false}""".replace("\n", "")
                .formatted(condition, healthy, seed, action, bad, recovered ? 0 : Math.min(300, bad), recovered);
    }
}
