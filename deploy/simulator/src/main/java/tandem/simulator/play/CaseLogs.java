package tandem.simulator.play;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.local.Service;
import tandem.simulator.client.Parallel;

/** What coaches and mentors log of a behaviour, in codes: a little further from month to month, as far as the leader allows IMPACT. */
final class CaseLogs {
    static final int EVERY_DAYS = 28;

    private static final List<String> COURSE = List.of("NONE", "TRIED", "REPEATED", "HABIT");
    private static final List<String> BASES = List.of("OBSERVED", "TOLD_BY_LEADER", "TOLD_BY_TEAM", "WORK_RESULT");

    private final Company company;
    private final Timeline timeline;
    private final Draw draw;

    CaseLogs(Company company, Timeline timeline, Draw draw) {
        this.company = company;
        this.timeline = timeline;
        this.draw = draw;
    }

    /** Every provider of a running engagement logs what it saw by today. */
    void log(int day) {
        var today = timeline.day(day);
        Parallel.each(company.engagements(), engagement -> {
            if (engagement.meetings().stream().noneMatch(Meeting::isOver)
                    && !engagement.term().startsOn().isAfter(today)) {
                log(engagement, day);
            }
        });
    }

    private void log(Company.Engagement engagement, int day) {
        var luck = draw.about("case-log", engagement.leader().email(), day);
        var entry = UUID.nameUUIDFromBytes(("case|" + engagement.id() + "|" + day).getBytes(StandardCharsets.UTF_8));
        var reached = Math.min(COURSE.size() - 1, day / 45 + luck.nextInt(2));
        var seen = Map.of(
                "behaviour", "DELEGATION",
                "change", COURSE.get(reached),
                "basis", BASES.get(luck.nextInt(BASES.size())),
                "observedOn", timeline.day(day).toString());
        // who took IMPACT back is logged nothing of
        var answer = engagement
                .provider()
                .seat()
                .caller()
                .put(Service.SESSION, "/v1/engagements/" + engagement.id() + "/case-log/" + entry, seen)
                .expect(204, 409);
        if (answer.status() == 204) {
            company.tallies().add(Count.CASES_LOGGED);
        }
    }
}
