package tandem.simulator.play;

import static tandem.simulator.play.Timeline.on;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.local.Service;
import tandem.simulator.client.StepFailed;

/** What a programme has beside its sessions: days it is closed, content, an office hour with few seats, and a matter that is escalated. */
final class Keeping {
    private static final int SEATS = 2;

    private final Company company;
    private final Timeline timeline;

    Keeping(Company company, Timeline timeline) {
        this.company = company;
        this.timeline = timeline;
    }

    void play(int day) {
        if (day == on(3, 3)) {
            closeForTwoDays();
            recommend();
        } else if (day == on(8, 2)) {
            holdAnOfficeHour(day);
        } else if (day == on(10, 3)) {
            escalate();
        }
    }

    private void closeForTwoDays() {
        var first = timeline.day(on(13, 1));
        company.cast()
                .operations()
                .caller()
                .post(
                        Service.SESSION,
                        path("breaks"),
                        Map.of(
                                "firstDay",
                                first.toString(),
                                "lastDay",
                                first.plusDays(1).toString()))
                .expect(201);
    }

    private void recommend() {
        var item = Map.of(
                "title", "Handing work over",
                "link", "https://learning.acme.example/handing-over",
                "topic", "DELEGATION",
                "level", "STARTING");
        company.cast()
                .lead()
                .caller()
                .post(Service.SESSION, path("content"), item)
                .expect(201);
    }

    /** Of three who ask for two seats, the last is told that there is none. */
    private void holdAnOfficeHour(int day) {
        var running = running();
        var offer = Map.of(
                "kind", "OFFICE_HOUR", "startsAt", timeline.instant(day + 3).toString(), "minutes", 60, "seats", SEATS);
        var hour = running.getFirst()
                .provider()
                .seat()
                .caller()
                .post(Service.SESSION, path("gatherings"), offer)
                .expect(201)
                .id("id");
        var leaders = running.stream()
                .map(Company.Engagement::leader)
                .distinct()
                .limit(SEATS + 1)
                .toList();
        for (var leader : leaders.subList(0, SEATS)) {
            take(leader, hour, 204);
        }
        take(leaders.getLast(), hour, 409);
        var content = leaders.getFirst()
                .seat()
                .caller()
                .get(Service.SESSION, path("content"))
                .expect(200)
                .rows()
                .getFirst();
        leaders.getFirst()
                .seat()
                .caller()
                .post(Service.SESSION, "/v1/content/" + content.path("id").asText() + ":open")
                .expect(200);
    }

    private void take(Human leader, UUID hour, int expected) {
        leader.seat()
                .caller()
                .post(Service.SESSION, "/v1/gatherings/" + hour + ":take")
                .expect(expected);
    }

    /** A leader cannot find a time; the lead finds it in the queue and settles it. */
    private void escalate() {
        var engagement = running().getLast();
        var raised = engagement
                .leader()
                .seat()
                .caller()
                .post(
                        Service.SESSION,
                        "/v1/engagements/" + engagement.id() + "/escalations",
                        Map.of("type", "OPERATIONAL", "reason", "SCHEDULING"))
                .expect(201)
                .id("id");
        var lead = company.cast().lead().caller();
        var isThere = lead.get(Service.SESSION, "/v1/escalations?limit=200").expect(200).rows().stream()
                .anyMatch(row -> row.path("id").asText().equals(raised.toString()));
        if (!isThere) {
            throw new StepFailed("The escalation " + raised + " is not in the queue of operations");
        }
        lead.post(Service.SESSION, "/v1/escalations/" + raised + ":take").expect(204);
        lead.post(Service.SESSION, "/v1/escalations/" + raised + ":resolve", Map.of("outcome", "MEETING_AGREED"))
                .expect(204);
        lead.get(Service.SESSION, "/v1/engagements/" + engagement.id() + "/plan")
                .expect(200);
        company.cast()
                .operations()
                .caller()
                .get(Service.SESSION, "/v1/first-meetings?programme=" + company.programme())
                .expect(200);
    }

    private List<Company.Engagement> running() {
        return company.engagements().stream()
                .filter(engagement -> engagement.meetings().stream().noneMatch(Meeting::isOver))
                .toList();
    }

    private String path(String what) {
        return "/v1/programmes/" + company.programme() + "/" + what;
    }
}
