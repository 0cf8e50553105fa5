package tandem.matching.agreement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.engagement.Terms;

/** The working agreement of one track on some terms: eight clauses (R78–R85), the same for the same input. */
final class Clauses {

    private static final List<String> COACHING_GOALS = List.of("PERFORMANCE", "BEHAVIOUR_CHANGE");
    private static final List<String> MENTORING_GOALS = List.of("CAREER_NAVIGATION", "SPONSORSHIP", "TACIT_KNOWLEDGE");

    private Clauses() {}

    static List<Clause> of(Track track, ProviderType provider, Terms terms) {
        boolean coaching = track == Track.COACHING;
        return List.of(
                scope(coaching),
                confidentiality(),
                cadence(terms),
                success(track, terms),
                escalation(),
                data(),
                sponsorship(coaching, provider),
                termination(terms));
    }

    /** What both sides sign: SHA-256 over the clauses as they are stored. */
    static String hash(List<Clause> clauses) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(StoredJson.of(clauses).text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** R33: the goals of the two tracks never mix; R37: counselling is another relationship. */
    private static Clause scope(boolean coaching) {
        return clause(
                1,
                "R78",
                "SCOPE",
                Map.of(
                        "goals",
                        coaching ? COACHING_GOALS : MENTORING_GOALS,
                        "excluded",
                        coaching
                                ? List.of("CAREER_NAVIGATION", "SPONSORSHIP", "COUNSELLING")
                                : List.of("PERFORMANCE_REVIEW", "COUNSELLING")));
    }

    /** R7: for coaching and mentoring alike. */
    private static Clause confidentiality() {
        return clause(
                2,
                "R79",
                "CONFIDENTIALITY",
                Map.of(
                        "rules",
                        List.of(
                                "CONTENT_STAYS_BETWEEN_BOTH",
                                "NOTES_SHARED_ONLY_BY_THE_LEADER",
                                "ATTENDANCE_IS_REPORTED"),
                        "exceptions",
                        List.of("RISK_TO_LIFE", "LEGAL_DUTY")));
    }

    private static Clause cadence(Terms terms) {
        return clause(
                3,
                "R80",
                "CADENCE",
                Map.of(
                        "every",
                        List.of("P" + terms.cadenceDays() + "D"),
                        "duration",
                        List.of("PT" + terms.sessionMinutes() + "M"),
                        "format",
                        List.of("VIRTUAL", "IN_PERSON")));
    }

    /** R65, R66, R119: checkpoints every five weeks in coaching, every quarter in mentoring, counted from the start. */
    private static Clause success(Track track, Terms terms) {
        boolean coaching = track == Track.COACHING;
        return clause(
                4,
                "R81",
                "SUCCESS",
                Map.of(
                        "criteria",
                        coaching
                                ? List.of("GOALS_MET", "BEHAVIOUR_EVIDENCED", "KPI_VISIBLE")
                                : List.of("GOALS_MET", "PROMOTION_READINESS", "SPONSOR_ACTIONS_TAKEN"),
                        "reviewAfter",
                        terms.reviewsAfter(track)));
    }

    /** R14, R82, R126: operational, ethical, strategic. */
    private static Clause escalation() {
        return clause(
                5,
                "R82",
                "ESCALATION",
                Map.of(
                        "operational",
                        List.of("OPERATIONS_OWNER"),
                        "ethicalOrPerformance",
                        List.of("HR_PARTNER"),
                        "strategic",
                        List.of("STEERING_COMMITTEE"),
                        "health",
                        List.of("PROFESSIONAL_SUPPORT")));
    }

    private static Clause data() {
        return clause(
                6,
                "R83",
                "DATA_USE",
                Map.of(
                        "stored",
                        List.of("SESSION_TIMES", "ATTENDANCE", "ACTION_ITEM_STATUS", "SELF_RATED_CONFIDENCE"),
                        "neverStored",
                        List.of("CONVERSATION_CONTENT"),
                        "seenBy",
                        List.of("BOTH_SIDES", "PROGRAMME_LEAD", "ANALYTICS_IN_GROUPS")));
    }

    /** R12, R84; an external provider cannot sponsor (R17), and a coach is not asked to. */
    private static Clause sponsorship(boolean coaching, ProviderType provider) {
        boolean sponsors = !coaching && provider == ProviderType.INTERNAL;
        return clause(
                7,
                "R84",
                "SPONSOR_ACTIONS",
                Map.of(
                        "commitments",
                        sponsors ? List.of("INTRODUCTION", "SPONSORSHIP", "CAREER_PLANNING", "REFERRAL") : List.of()));
    }

    /** R10: what is open-ended goes on by signing anew, a quarter at a time, at its review. */
    private static Clause termination(Terms terms) {
        return clause(
                8,
                "R85",
                "TERMINATION",
                Map.of(
                        "endsAfter",
                        List.of(terms.termText()),
                        "renewal",
                        List.of(terms.openEnded() ? "EVERY_QUARTER_BY_BOTH" : "BY_NEW_AGREEMENT"),
                        "earlyEnd",
                        List.of("EITHER_SIDE_WITH_NOTICE", "REASSIGNMENT_BY_PROGRAMME_LEAD"),
                        "notice",
                        List.of("P" + terms.noticeDays() + "D")));
    }

    private static Clause clause(int number, String rule, String code, Map<String, List<String>> terms) {
        return new Clause(number, rule, code, terms);
    }
}
