package tandem.verify.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import tandem.local.LocalPlatform;
import tandem.local.Service;

/** The memory of a service before, at most during, and after some work: what the process holds, and what of it is heap. */
record Memory(Figure residentMb, Figure heapMb) {

    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*} (\\S+)$");
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final double MB = 1024 * 1024;

    /** Megabytes at three moments. */
    record Figure(double before, double peak, double after) {

        Map<String, Double> entry() {
            var entry = new LinkedHashMap<String, Double>();
            entry.put("before", before);
            entry.put("peak", peak);
            entry.put("after", after);
            return entry;
        }
    }

    /** Does the work and looks four times a second. */
    static Memory during(LocalPlatform platform, Service service, Callable<?> work) throws Exception {
        var watch = new Watch(platform, service);
        var before = watch.look();
        var watcher = Thread.ofPlatform().daemon().start(watch);
        try {
            work.call();
        } finally {
            watcher.interrupt();
            watcher.join();
        }
        var after = watch.look();
        return new Memory(
                new Figure(before.resident, watch.peakResident, after.resident),
                new Figure(before.heap, watch.peakHeap, after.heap));
    }

    private record Look(double resident, double heap) {}

    private static final class Watch implements Runnable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final LocalPlatform platform;
        private final Service service;
        private double peakResident;
        private double peakHeap;

        Watch(LocalPlatform platform, Service service) {
            this.platform = platform;
            this.service = service;
        }

        @Override
        public void run() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    look();
                    Thread.sleep(PAUSE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new IllegalStateException("Cannot see the memory of " + service, e);
            }
        }

        Look look() throws IOException, InterruptedException {
            var metrics = http.send(
                            HttpRequest.newBuilder(URI.create(platform.url(service) + "/q/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            var heap = HEAP.matcher(metrics)
                    .results()
                    .mapToDouble(match -> Double.parseDouble(match.group(1)))
                    .sum();
            if (heap == 0) {
                throw new IOException("No heap in the metrics of " + service);
            }
            var look = new Look(platform.service(service).process().residentMegabytes(), Math.rint(heap / MB));
            peakResident = Math.max(peakResident, look.resident);
            peakHeap = Math.max(peakHeap, look.heap);
            return look;
        }
    }
}
