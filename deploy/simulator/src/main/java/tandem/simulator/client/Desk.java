package tandem.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementKind;
import tandem.events.GroupDimension;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.local.Service;

/** What programme leads and the other approvers do. */
public record Desk(Caller caller) {
    private static final Duration RUN_WITHIN = Duration.ofSeconds(60);
    private static final int DIRECTORY_MAX = 200;

    /** A programme to be opened. */
    public record Plan(
            String name,
            String objective,
            String problem,
            LocalDate startsOn,
            LocalDate endsOn,
            int cohortMinimum,
            int cohortMaximum,
            boolean highTouch) {}

    /**
     * Who is given whom, before anybody is told.
     *
     * @param genderRatio how evenly women and men are served, 0 to 1; null where too few said who they are
     */
    public record Assignment(
            UUID run,
            int placed,
            int waiting,
            boolean isFair,
            @Nullable Double genderRatio) {}

    /** One proposal of a leader and track, as the review list shows it. */
    public record Proposal(
            UUID match, UUID leader, UUID provider, Track track, int rank, String riskClass, String state) {
        static Proposal of(JsonNode match) {
            return new Proposal(
                    UUID.fromString(match.path("id").asText()),
                    UUID.fromString(match.path("leader").asText()),
                    UUID.fromString(match.path("provider").asText()),
                    Track.valueOf(match.path("track").asText()),
                    match.path("ranking").path("rank").asInt(),
                    match.path("ranking").path("riskClass").asText(),
                    match.path("state").asText());
        }

        public boolean isHighRisk() {
            return riskClass.equals("HIGH");
        }
    }

    /**
     * Somebody who waits for a seat.
     *
     * @param expectedOn null when no seat can be expected
     * @param offer the proposal of the seat that is offered now; null when none is
     */
    public record Waiting(
            PersonId leader,
            int place,
            String reason,
            int silences,
            @Nullable LocalDate expectedOn,
            @Nullable UUID offer) {
        static Waiting of(JsonNode row) {
            return new Waiting(
                    PersonId.of(row.path("leader").asText()),
                    row.path("place").asInt(),
                    row.path("reason").asText(),
                    row.path("silences").asInt(),
                    row.at("/expected/on").isTextual()
                            ? LocalDate.parse(row.at("/expected/on").asText())
                            : null,
                    row.at("/offer/match").isTextual()
                            ? UUID.fromString(row.at("/offer/match").asText())
                            : null);
        }
    }

    /**
     * How the seats of a track stand.
     *
     * @param lacking seats that would have to be added now so that nobody waits in the weeks ahead (R63)
     */
    public record Layer(Track track, int providers, int seats, int free, int waiting, int lacking) {
        static Layer of(JsonNode track) {
            var ahead = track.path("verdicts")
                    .valueStream()
                    .filter(verdict -> verdict.path("rule").asText().equals("R63"))
                    .findFirst()
                    .orElseThrow(() -> new StepFailed("Nothing is said about the weeks ahead: " + track));
            return new Layer(
                    Track.valueOf(track.path("track").asText()),
                    track.path("providers").asInt(),
                    track.path("seats").asInt(),
                    track.path("free").asInt(),
                    track.path("waiting").asInt(),
                    ahead.path("least").asInt() - ahead.path("have").asInt());
        }
    }

    public ProgrammeId open(Plan plan) {
        var answer = caller.post(Service.INTAKE, "/v1/programmes", plan).expect(201);
        return new ProgrammeId(UUID.fromString(text(answer.body(), "id", "programme")));
    }

    /** Signs off what people will agree to (W1), as data protection; before that nobody is taken in. */
    public void signOff(ProgrammeId programme, String documentHash) {
        caller.post(Service.INTAKE, "/v1/programmes/" + programme + "/sign-offs", Map.of("documentHash", documentHash))
                .expect(201);
    }

    /** The persons behind employee numbers that HR has posted. */
    public Map<String, PersonId> find(List<String> employeeNumbers) {
        var found = new LinkedHashMap<String, PersonId>();
        for (var from = 0; from < employeeNumbers.size(); from += DIRECTORY_MAX) {
            var part = employeeNumbers.subList(from, Math.min(from + DIRECTORY_MAX, employeeNumbers.size()));
            var answer = caller.post(Service.INTAKE, "/v1/directory:find", Map.of("employeeNumbers", part))
                    .expect(200);
            for (var number : part) {
                found.put(number, PersonId.of(answer.string(number)));
            }
        }
        return found;
    }

    /** Enrols employees; everyone of them must be taken in. */
    public void enrol(ProgrammeId programme, List<String> employeeNumbers) {
        var answer = caller.post(
                        Service.INTAKE,
                        "/v1/programmes/" + programme + "/participants",
                        Map.of("employeeNumbers", employeeNumbers))
                .expect(200);
        for (var outcome : answer.body().path("participants")) {
            if (!outcome.path("outcome").asText().equals("ENROLLED")) {
                throw new StepFailed("Not enrolled: " + outcome);
            }
        }
    }

    /** Enters somebody HR does not know. */
    public PersonId enter(String kind, String givenName, String familyName, String email, String timeZone) {
        var person = Map.of(
                "kind", kind,
                "givenName", givenName,
                "familyName", familyName,
                "email", email,
                "timeZone", timeZone);
        return PersonId.of(
                caller.post(Service.INTAKE, "/v1/people", person).expect(201).string("person"));
    }

    public Answer invite(PersonId person, String role) {
        return caller.post(Service.INTAKE, "/v1/invitations", Map.of("person", person, "role", role))
                .expect(200, 201, 202);
    }

    /** Registers somebody who wants to coach or mentor; into the pool it takes an {@link Academy}. */
    public void register(Map<String, Object> registration) {
        caller.post(Service.MATCHING, "/v1/providers", registration).expect(201);
    }

    /** Runs the match engine and returns when the run is done. */
    public Answer run(ProgrammeId programme, @Nullable Track track, List<UUID> leaders, int top) {
        var request = new LinkedHashMap<String, Object>();
        request.put("programme", programme);
        if (track != null) {
            request.put("track", track);
        }
        if (!leaders.isEmpty()) {
            request.put("leaders", leaders);
        }
        request.put("top", top);
        return ended(caller.post(Service.MATCHING, "/v1/runs", request).expect(200, 201, 202));
    }

    /**
     * A plan for everybody of a programme and track who needs one, with its proof checked.
     *
     * @param exploratory whether its pairs meet once before they are final
     */
    public Assignment assign(ProgrammeId programme, Track track, boolean exploratory) {
        var request = Map.of(
                "programme",
                programme,
                "track",
                track,
                "assignment",
                Map.of("objective", "MOST_SERVED"),
                "exploratory",
                exploratory);
        var run = ended(caller.post(Service.MATCHING, "/v1/runs", request).expect(201, 202));
        var id = UUID.fromString(text(run.body(), "id"));
        var proof =
                caller.get(Service.MATCHING, "/v1/runs/" + id + "/certificate").expect(200);
        if (!proof.body().path("faults").isEmpty()) {
            throw new StepFailed(
                    "The plan " + id + " is not proven: " + proof.body().path("faults"));
        }
        var plan = run.body().path("plan");
        return new Assignment(
                id,
                plan.path("placed").asInt(),
                plan.path("waiting").asInt(),
                plan.path("audit").path("breaches").isEmpty(),
                genderRatio(plan.path("audit")));
    }

    private static @Nullable Double genderRatio(JsonNode audit) {
        for (var one : audit.path("selection")) {
            if (one.path("dimension").asText().equals(GroupDimension.GENDER.name())
                    && one.path("ratio").isNumber()) {
                return one.path("ratio").asDouble();
            }
        }
        return null;
    }

    /** Turns a plan into proposals; one outside the bounds of fairness needs a reason. */
    public void publish(Assignment plan, @Nullable String reason) {
        var publication = new LinkedHashMap<String, Object>();
        publication.put("reason", reason);
        ended(caller.post(Service.MATCHING, "/v1/runs/" + plan.run() + ":publish", publication)
                .expect(200, 202));
    }

    private Answer ended(Answer begun) {
        var run = begun;
        var path = "/v1/runs/" + text(run.body(), "id", "run");
        var deadline = System.nanoTime() + RUN_WITHIN.toNanos();
        while (run.body().path("state").asText().equals("RUNNING")) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed("The run " + path + " did not end within " + RUN_WITHIN);
            }
            Pause.of(Duration.ofMillis(50));
            run = caller.get(Service.MATCHING, path).expect(200);
        }
        return run;
    }

    /** All matches of a programme in a state. */
    public List<Proposal> matches(ProgrammeId programme, String state) {
        var found = new ArrayList<Proposal>();
        var path = "/v1/matches?programme=" + programme + "&state=" + state + "&limit=200";
        for (String cursor = ""; ; ) {
            var page = caller.get(Service.MATCHING, path + cursor).expect(200);
            page.rows().forEach(row -> found.add(Proposal.of(row)));
            var next = page.body().path("next").asText("");
            if (next.isEmpty() || next.equals("null")) {
                return found;
            }
            cursor = "&cursor=" + next;
        }
    }

    public Answer match(UUID match) {
        return caller.get(Service.MATCHING, "/v1/matches/" + match).expect(200);
    }

    public void review(UUID match) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + ":review").expect(200);
    }

    public void approve(UUID match) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + ":approve").expect(200);
    }

    public void reject(UUID match, String reason) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + ":reject", Map.of("reason", reason))
                .expect(200);
    }

    /** Chooses another provider than the one proposed; returns the match of the choice. */
    public Proposal override(UUID match, UUID provider, String reason) {
        return Proposal.of(caller.post(
                        Service.MATCHING,
                        "/v1/matches/" + match + ":override",
                        Map.of("provider", provider, "reason", reason))
                .expect(200, 201)
                .body());
    }

    /** Chooses two leaders who are to learn from each other. */
    public Proposal arrangePeers(ProgrammeId programme, PersonId one, PersonId other, String reason) {
        return Proposal.of(caller.post(
                        Service.MATCHING,
                        "/v1/matches:arrange",
                        Map.of(
                                "programme", programme,
                                "kind", EngagementKind.PEER,
                                "leader", one,
                                "provider", other,
                                "reason", reason))
                .expect(201)
                .body());
    }

    /** How many more leaders can be given another provider, strictly below a tenth of them (W9). */
    public int allowance(ProgrammeId programme) {
        return caller.get(Service.MATCHING, "/v1/programmes/" + programme + "/reassignment-allowance")
                .expect(200)
                .body()
                .path("left")
                .asInt();
    }

    public void reassign(UUID match, String reason) {
        caller.post(Service.MATCHING, "/v1/matches/" + match + ":reassign", Map.of("reason", reason))
                .expect(200);
    }

    /** The proposals that wait for a human; none may wait longer than is said. */
    public Set<UUID> reviews(ProgrammeId programme) {
        var waiting = new HashSet<UUID>();
        var path = "/v1/reviews?programme=" + programme + "&limit=200";
        for (String cursor = ""; ; ) {
            var page = caller.get(Service.MATCHING, path + cursor).expect(200);
            for (var row : page.rows()) {
                if (row.path("overdue").asBoolean() || row.path("checklist").isEmpty()) {
                    throw new StepFailed("Nobody reviewed in time: " + row);
                }
                waiting.add(UUID.fromString(row.path("match").asText()));
            }
            var next = page.body().path("next").asText("");
            if (next.isEmpty() || next.equals("null")) {
                return waiting;
            }
            cursor = "&cursor=" + next;
        }
    }

    /** Who waits for a seat, in the order in which seats are offered. */
    public List<Waiting> waitlist(ProgrammeId programme, Track track) {
        return caller
                .get(Service.MATCHING, "/v1/programmes/" + programme + "/waitlist?limit=200&track=" + track)
                .expect(200)
                .rows()
                .stream()
                .map(Waiting::of)
                .toList();
    }

    /** How the seats of a programme stand, track by track. */
    public List<Layer> capacity(ProgrammeId programme) {
        return caller
                .get(Service.MATCHING, "/v1/programmes/" + programme + "/capacity")
                .expect(200)
                .rows("tracks")
                .stream()
                .map(Layer::of)
                .toList();
    }

    /** The coaches and mentors of the tenant. */
    public List<JsonNode> providers() {
        return caller.get(Service.MATCHING, "/v1/providers?limit=200")
                .expect(200)
                .rows();
    }

    /** Proposes the provider to nobody until the hold is released. */
    public void hold(PersonId provider, String reason) {
        caller.post(Service.MATCHING, "/v1/providers/" + provider + ":hold", Map.of("reason", reason))
                .expect(200);
    }

    /** Takes that hold back. */
    public void release(PersonId provider, String reason) {
        caller.post(Service.MATCHING, "/v1/providers/" + provider + ":release", Map.of("reason", reason))
                .expect(200);
    }

    /** Ends an engagement before its time. */
    public void end(UUID engagement, EndReason reason) {
        caller.post(Service.MATCHING, "/v1/engagements/" + engagement + ":end", Map.of("reason", reason))
                .expect(200);
    }

    /** The engagements of a programme. */
    public List<JsonNode> engagements(ProgrammeId programme) {
        var found = new ArrayList<JsonNode>();
        for (String cursor = ""; ; ) {
            var page = caller.get(Service.MATCHING, "/v1/engagements?limit=200&programme=" + programme + cursor)
                    .expect(200);
            found.addAll(page.rows());
            var next = page.body().path("next").asText("");
            if (next.isEmpty() || next.equals("null")) {
                return found;
            }
            cursor = "&cursor=" + next;
        }
    }

    static String text(JsonNode node, String... names) {
        for (var name : names) {
            if (node.hasNonNull(name)) {
                return node.get(name).asText();
            }
        }
        throw new StepFailed("None of " + List.of(names) + " in " + node);
    }
}
