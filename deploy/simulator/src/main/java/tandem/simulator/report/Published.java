package tandem.simulator.report;

import java.nio.file.Path;
import tandem.local.Service;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Json;

/** The publication a demo ends with: what BI may have of it. */
public record Published(Path file, String asOf, long figures, long suppressed, int kept) {

    /** Publishes the last week, unless the night has, and keeps what is said about it. */
    public static Published of(Caller analyst, Path folder) {
        var publication = analyst.post(Service.ANALYTICS, "/v1/publications").expect(200, 201);
        var kept = analyst.get(Service.ANALYTICS, "/v1/publications?limit=200").expect(200);
        var file = folder.resolve("publication.json");
        Output.write(file, Json.pretty(publication.body()));
        return new Published(
                file,
                publication.string("asOf"),
                publication.body().path("figures").asLong(),
                publication.body().path("suppressed").asLong(),
                kept.rows().size());
    }

    public String text() {
        return "Published as of %s: %,d figures, %,d of them hidden; %d publications are kept. About it: %s"
                .formatted(asOf, figures, suppressed, kept, file);
    }
}
