package tandem.simulator.client;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.local.Service;

/**
 * Leads registered people into the pool as the rules ask for it, by different people: the lead enters, the verifier vouches, a panel
 * scores, and a mentor signs.
 *
 * @param panel who scores the live demo; one of them is no panel
 */
public record Academy(Desk lead, Desk verifier, List<Desk> panel) {
    private static final List<String> SKILLS = List.of("ASKING", "LISTENING", "FEEDBACK", "SPONSORING");
    private static final List<String> VERIFIED = List.of("CREDENTIAL", "REFERENCE");
    private static final int CREDENTIAL_YEARS = 3;

    /**
     * Somebody to be led in.
     *
     * @param credential of a coach: a code of ICF, EMCC or AC, or any other for structured training
     * @param others people who stand up for the candidate: two referees, or a manager and a peer
     * @param fourWeeks whether a mentor takes the curriculum rather than the half-day
     * @param seat with which a mentor signs
     */
    public record Candidate(
            PersonId person,
            ProviderType type,
            Track track,
            String credential,
            List<PersonId> others,
            boolean fourWeeks,
            Seat seat) {}

    /** Everything up to that day, and what the panel gives on the five dimensions; answers where that leaves the candidate. */
    public String lead(Candidate candidate, LocalDate day, List<Integer> rubric) {
        var entries = entries(candidate, day);
        var entered = lead.caller()
                .post(Service.MATCHING, path(candidate.person(), ""), Map.of("proofs", entries))
                .expect(201);
        var ids = StreamSupport.stream(entered.body().path("proofs").spliterator(), false)
                .map(id -> UUID.fromString(id.asText()))
                .toList();
        for (var i = 0; i < ids.size(); i++) {
            if (VERIFIED.contains(String.valueOf(entries.get(i).get("kind")))) {
                verifier.caller()
                        .post(Service.MATCHING, path(candidate.person(), "/" + ids.get(i) + ":verify"))
                        .expect(200);
            }
        }
        if (candidate.track() == Track.MENTORING) {
            for (var clause : List.of("CONFLICT_OF_INTEREST", "SPONSORSHIP_COMMITMENT")) {
                candidate
                        .seat()
                        .caller()
                        .post(Service.MATCHING, "/v1/me/clauses:sign", Map.of("clause", clause))
                        .expect(200);
            }
        }
        var state = "";
        for (var panellist : panel) {
            state = panellist
                    .caller()
                    .post(Service.MATCHING, path(candidate.person(), "/" + ids.getFirst() + ":score"), scores(rubric))
                    .expect(200)
                    .string("state");
        }
        return state;
    }

    /** The quarter's calibration; answers where it leaves the provider. */
    public String calibrate(PersonId person, LocalDate day) {
        return lead.caller()
                .post(
                        Service.MATCHING,
                        path(person, ""),
                        Map.of("proofs", List.of(Map.of("kind", "CALIBRATION", "on", day.toString()))))
                .expect(201)
                .body()
                .path("provider")
                .path("state")
                .asText();
    }

    /** Where a provider stands. */
    public String state(PersonId person) {
        return lead.caller()
                .get(Service.MATCHING, "/v1/providers/" + person)
                .expect(200)
                .string("state");
    }

    private static List<Map<String, Object>> entries(Candidate candidate, LocalDate day) {
        var entries = new ArrayList<Map<String, Object>>();
        entries.add(entry("DEMO", day, "minutes", 30));
        entries.add(entry("DEMO_REVIEW", day));
        entries.add(entry("CO_COACHING", day));
        if (candidate.type() == ProviderType.EXTERNAL) {
            entries.add(entry("VENDOR_CLAUSES", day.minusMonths(2), "reference", "V-2027/1"));
        }
        if (candidate.track() == Track.COACHING) {
            entries.addAll(ofCoach(candidate, day));
        } else {
            entries.addAll(ofMentor(candidate, day));
        }
        return entries;
    }

    private static List<Map<String, Object>> ofCoach(Candidate candidate, LocalDate day) {
        var entries = new ArrayList<Map<String, Object>>();
        if (candidate.credential().startsWith("ICF_")) {
            var credential = entry("CREDENTIAL", day.minusYears(1), "code", candidate.credential());
            credential.put(
                    "expiresOn", day.minusYears(1).plusYears(CREDENTIAL_YEARS).toString());
            entries.add(credential);
        } else {
            entries.add(entry("COACH_TRAINING", day.minusYears(1)));
        }
        var outcome = entry("ENGAGEMENT_OUTCOME", day.minusMonths(6), "code", "DECIDED_FASTER");
        outcome.put("reference", "E-2026/4");
        entries.add(outcome);
        candidate.others().forEach(referee -> entries.add(entry("REFERENCE", day, "about", referee)));
        return entries;
    }

    private static List<Map<String, Object>> ofMentor(Candidate candidate, LocalDate day) {
        var entries = new ArrayList<Map<String, Object>>();
        for (var kind : List.of("PROMOTION_HISTORY", "BIAS_TRAINING", "CONFLICT_CHECK", "ESCALATION_ROUTES")) {
            entries.add(entry(kind, day));
        }
        entries.add(entry("MENTEE_OUTCOME", day.minusYears(1), "code", "PROMOTED"));
        entries.add(
                entry("MANAGER_ENDORSEMENT", day, "about", candidate.others().getFirst()));
        if (!candidate.fourWeeks()) {
            SKILLS.forEach(skill -> entries.add(entry("SKILL_TRAINED", day, "code", skill)));
            return entries;
        }
        entries.add(entry("SCENARIO_QUIZ", day.minusWeeks(3)));
        entries.add(entry("WORKING_AGREEMENT", day.minusWeeks(3)));
        var feedback = entry("FEEDBACK_SESSION", day.minusWeeks(2), "minutes", 10);
        feedback.put("about", candidate.others().getLast());
        entries.add(feedback);
        entries.add(entry("BIAS_SIMULATION", day.minusWeeks(1)));
        entries.add(entry("ESCALATION_FLOW", day.minusWeeks(1), "reference", "CASE-1"));
        for (var drafted = 1; drafted <= 3; drafted++) {
            entries.add(entry("INTRODUCTION_DRAFTED", day, "reference", "DRAFT-" + drafted));
        }
        return entries;
    }

    private static Map<String, Object> entry(String kind, LocalDate on) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("kind", kind);
        entry.put("on", on.toString());
        return entry;
    }

    private static Map<String, Object> entry(String kind, LocalDate on, String part, Object value) {
        var entry = entry(kind, on);
        entry.put(part, value);
        return entry;
    }

    private static Map<String, Integer> scores(List<Integer> rubric) {
        return Map.of(
                "challengeSkill", rubric.get(0),
                "behaviouralTools", rubric.get(1),
                "confidentialityPractice", rubric.get(2),
                "contextFluency", rubric.get(3),
                "measurableOutcomes", rubric.get(4));
    }

    private static String path(PersonId person, String rest) {
        return "/v1/providers/" + person + "/proofs" + rest;
    }
}
