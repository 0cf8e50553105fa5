package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tandem.local.Service;
import tandem.simulator.client.Parallel;

/** What is noted of sessions: topics and a next step by the provider, confidence by leaders, as far as these allow IMPACT. */
final class Indications {
    static final int EVERY_DAYS = 14;

    private static final List<String> TOPICS = List.of("DELEGATION", "FEEDBACK", "DECISION_MAKING", "STAKEHOLDERS");
    private static final List<String> STEPS = List.of("PRACTISE", "ASK_FEEDBACK", "DELEGATE", "MEET_SOMEBODY");
    private static final int CONFIDENCE_AT_FIRST = 4;

    private final Company company;
    private final Timeline timeline;
    private final Draw draw;
    private final Map<UUID, UUID> open = new ConcurrentHashMap<>();

    Indications(Company company, Timeline timeline, Draw draw) {
        this.company = company;
        this.timeline = timeline;
        this.draw = draw;
    }

    /** Notes the sessions of the last two weeks; what was agreed on before is done four times out of five. */
    void note(int day) {
        Parallel.each(company.engagements(), engagement -> {
            if (engagement.meetings().stream().noneMatch(Meeting::isOver)) {
                var since = timeline.instant(day - EVERY_DAYS);
                engagement.leader().seat().sessions(engagement.id()).stream()
                        .filter(session -> session.path("state").asText().equals("HELD"))
                        .filter(session ->
                                Instant.parse(session.path("startsAt").asText()).isAfter(since))
                        .forEach(session -> note(engagement, session, day));
            }
        });
    }

    private void note(Company.Engagement engagement, JsonNode session, int day) {
        var luck = draw.about("indications", engagement.leader().email(), day);
        var path = "/v1/sessions/" + session.path("id").asText();
        var leader = engagement.leader().seat().caller();
        var provider = engagement.provider().seat().caller();
        // who took IMPACT back is asked nothing
        provider.put(
                        Service.SESSION,
                        path + "/topics",
                        Map.of("topics", List.of(TOPICS.get(luck.nextInt(TOPICS.size())))))
                .expect(204, 409);
        var rating = Math.min(10, CONFIDENCE_AT_FIRST + day / 40 + luck.nextInt(3));
        leader.put(Service.SESSION, path + "/confidence", Map.of("rating", rating))
                .expect(204, 409);
        var before = open.remove(engagement.id());
        if (before != null && luck.nextInt(5) > 0) {
            leader.post(
                            Service.SESSION,
                            "/v1/action-items/" + before + ":complete",
                            Map.of("completedOn", timeline.day(day - 1).toString()))
                    .expect(204);
        }
        var step = Map.of(
                "action", STEPS.get(luck.nextInt(STEPS.size())),
                "owner", "LEADER",
                "dueOn", timeline.day(day).plusDays(EVERY_DAYS - 2).toString());
        var agreed =
                provider.post(Service.SESSION, path + "/action-items", step).expect(201);
        open.put(engagement.id(), UUID.fromString(agreed.body().path("id").asText()));
    }
}
