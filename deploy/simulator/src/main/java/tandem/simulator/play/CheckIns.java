package tandem.simulator.play;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.local.Service;
import tandem.simulator.client.Parallel;
import tandem.simulator.client.Seat;

/** What both sides answer when their programme asks: most of them most of the time, leaders a little better from pulse to pulse. */
final class CheckIns {
    private static final Map<String, List<String>> ASKED = Map.of(
            "PULSE", List.of("target-behaviour", "confidence", "support"),
            "RAPID_FEEDBACK", List.of("worth-the-time"),
            "MENTORING_STORY", List.of("navigates-differently", "better-questions"));

    private final Company company;
    private final Draw draw;

    CheckIns(Company company, Draw draw) {
        this.company = company;
        this.draw = draw;
    }

    /** Five of six answer what waits for them. */
    void answer(int day) {
        Parallel.each(company.engagements(), engagement -> {
            answer(engagement.leader().seat(), engagement.leader().email(), day);
            answer(engagement.provider().seat(), engagement.provider().email(), day);
        });
    }

    private void answer(Seat seat, String who, int day) {
        for (var waiting : seat.caller()
                .get(Service.SESSION, "/v1/me/check-ins")
                .expect(200)
                .rows("waiting")) {
            var luck = draw.about("check-in", who, day);
            var codes = ASKED.get(waiting.path("kind").asText());
            if (codes != null && luck.nextInt(6) > 0) {
                var value = Math.min(5, 2 + waiting.path("number").asInt() / 2 + luck.nextInt(2));
                var answers = codes.stream().collect(Collectors.toMap(code -> code, code -> value));
                // somebody of two engagements may have answered a moment ago
                seat.caller()
                        .post(
                                Service.SESSION,
                                "/v1/check-ins/" + waiting.path("id").asText() + "/answers",
                                Map.of("answers", answers))
                        .expect(204, 409);
                company.tallies().add(Count.CHECK_INS_ANSWERED);
            }
        }
    }
}
