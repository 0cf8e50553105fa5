package tandem.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tandem.events.GroupAttribute;
import tandem.events.Purpose;
import tandem.events.SponsorActionKind;
import tandem.local.Service;

/** What a leader or a provider does. */
public record Seat(Caller caller) {
    private static final String TEXT_VERSION = "2027-01";

    /** Allows a purpose or withdraws it; a withdrawal answers with the removal it started. */
    public Optional<UUID> consent(Purpose purpose, boolean granted) {
        var decision = Map.of("granted", granted, "textVersion", TEXT_VERSION, "language", "en");
        var answer = caller.put(Service.INTAKE, "/v1/me/consents/" + purpose, decision)
                .expect(200);
        return Optional.ofNullable(answer.body().get("removal"))
                .filter(removal -> !removal.isNull())
                .map(removal -> UUID.fromString(removal.asText()));
    }

    /** Says which group they belong to, for the audit of plans and nothing else, which takes an explicit consent. */
    public void declare(GroupAttribute group) {
        consent(Purpose.FAIRNESS, true);
        caller.put(Service.INTAKE, "/v1/me/groups", Map.of("groups", List.of(group)))
                .expect(200);
    }

    /** Asks to be forgotten. */
    public UUID erase() {
        return caller.post(Service.INTAKE, "/v1/me:erase").expect(200, 202).id("removal");
    }

    public void sign(UUID match) {
        caller.get(Service.MATCHING, "/v1/matches/" + match + "/agreement").expect(200);
        caller.post(Service.MATCHING, "/v1/matches/" + match + "/agreement:sign")
                .expect(200);
    }

    /** Does not want the seat that was offered. */
    public void decline(UUID match) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + ":decline").expect(200, 204);
    }

    /** What I am told about my waiting. */
    public List<JsonNode> waiting() {
        return caller.get(Service.MATCHING, "/v1/me/waiting").expect(200).rows("waiting");
    }

    /** Says after the exploratory meeting whether to go on. */
    public void explored(UUID match, Map<String, Object> said) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + "/exploration:answer", said)
                .expect(200);
    }

    /** Asks for other terms; both have to sign them. */
    public void change(UUID match, Map<String, Object> wanted) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + "/agreement:change", wanted)
                .expect(200);
    }

    /** Ends an engagement early; answers the day it ends. */
    public LocalDate terminate(UUID engagement, String reason) {
        var answer = caller.post(
                        Service.MATCHING, "/v1/engagements/" + engagement + ":terminate", Map.of("reason", reason))
                .expect(200);
        return LocalDate.parse(answer.string("terminatesOn"));
    }

    /** Books a session; both sides are invited by mail. */
    public UUID book(UUID engagement, Instant startsAt, Instant endsAt) {
        return caller.post(
                        Service.SESSION,
                        "/v1/engagements/" + engagement + "/bookings",
                        Map.of("startsAt", startsAt, "endsAt", endsAt))
                .expect(201)
                .id("session");
    }

    /** Books sessions that repeat every week at the local time of Berlin; both sides are invited once. */
    public UUID bookSeries(UUID engagement, Instant startsAt, Instant endsAt, int times) {
        return caller.post(
                        Service.SESSION,
                        "/v1/engagements/" + engagement + "/booked-series",
                        Map.of(
                                "startsAt", startsAt,
                                "endsAt", endsAt,
                                "zone", "Europe/Berlin",
                                "everyWeeks", 1,
                                "times", times))
                .expect(201)
                .id("series");
    }

    /** Calls off what is to come of a series. */
    public void cancelSeries(UUID series) {
        caller.post(Service.SESSION, "/v1/booked-series/" + series + ":cancel").expect(200);
    }

    /** Moves a session that was booked; both sides are invited anew. */
    public void move(UUID session, Instant startsAt, Instant endsAt) {
        caller.post(
                        Service.SESSION,
                        "/v1/sessions/" + session + ":move",
                        Map.of("startsAt", startsAt, "endsAt", endsAt))
                .expect(200);
    }

    /** Takes the other time that the other side's calendar proposed. */
    public void takeProposal(UUID session) {
        caller.post(Service.SESSION, "/v1/sessions/" + session + "/proposal:accept")
                .expect(200);
    }

    /** Draws the address of a calendar of the own sessions. */
    public String subscribe() {
        return caller.post(Service.SESSION, "/v1/me/calendar-feed").expect(200).string("path");
    }

    /** Looks back at an engagement that ends. */
    public void close(UUID engagement, Map<String, Object> review) {
        caller.post(Service.SESSION, "/v1/engagements/" + engagement + "/closing-reviews", review)
                .expect(204);
    }

    /** The sessions of an engagement, as both sides see them. */
    public List<JsonNode> sessions(UUID engagement) {
        return caller.get(Service.SESSION, "/v1/engagements/" + engagement + "/sessions?limit=200")
                .expect(200)
                .rows();
    }

    public UUID meet(UUID engagement, Instant startsAt, Instant endsAt) {
        var session = Map.of("engagement", engagement, "startsAt", startsAt.toString(), "endsAt", endsAt.toString());
        var answer = caller.post(Service.SESSION, "/v1/sessions", session).expect(201);
        return UUID.fromString(Desk.text(answer.body(), "id", "session"));
    }

    public void confirm(UUID session) {
        caller.post(Service.SESSION, "/v1/sessions/" + session + ":confirm").expect(200);
    }

    public void attend(UUID session, boolean attended) {
        caller.post(Service.SESSION, "/v1/sessions/" + session + "/attendance", Map.of("attended", attended))
                .expect(200, 201);
    }

    public void cancel(UUID session) {
        caller.post(Service.SESSION, "/v1/sessions/" + session + ":cancel").expect(200);
    }

    /** A mentor commits to do something for a mentee. */
    public UUID commit(UUID engagement, SponsorActionKind kind, LocalDate dueOn) {
        var action = Map.of("kind", kind, "dueOn", dueOn.toString());
        var answer = caller.post(Service.SESSION, "/v1/engagements/" + engagement + "/sponsor-actions", action)
                .expect(201);
        return UUID.fromString(Desk.text(answer.body(), "id", "action"));
    }

    /** A mentor has done it; returns the token with which a third party can confirm. */
    public String take(UUID action, LocalDate takenOn) {
        return caller.post(
                        Service.SESSION,
                        "/v1/sponsor-actions/" + action + ":take",
                        Map.of("takenOn", takenOn.toString()))
                .expect(200)
                .string("confirmation");
    }
}
