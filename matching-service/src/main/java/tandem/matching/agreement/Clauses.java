package tandem.matching.agreement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.engagement.Terms;
import tandem.matching.kind.ReverseTopic;

/** The working agreement of one track and kind on some terms: eight clauses (R78–R85), the same for the same input. */
final class Clauses {

    private static final List<String> COACHING_GOALS = List.of("PERFORMANCE", "BEHAVIOUR_CHANGE");
    private static final List<String> MENTORING_GOALS = List.of("CAREER_NAVIGATION", "SPONSORSHIP", "TACIT_KNOWLEDGE");
    private static final List<String> PEER_GOALS = List.of("MUTUAL_SUPPORT", "SHARED_PRACTICE");
    private static final List<String> MANAGER_GOALS = List.of("PRACTICE_ON_THE_JOB", "OWN_DECISIONS");

    private Clauses() {}

    /**
     * The eight of them.
     *
     * @param topic what a reverse mentor teaches; null in every other kind
     */
    static List<Clause> of(Track track, ProviderType provider, @Nullable ReverseTopic topic, Terms terms) {
        return List.of(
                scope(track, terms.kind(), topic),
                confidentiality(terms.kind()),
                cadence(terms),
                success(track, terms),
                escalation(),
                data(),
                sponsorship(track, terms.kind(), provider),
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

    /** R21, R33: the goals of tracks and kinds never mix; R37: counselling is another relationship. */
    private static Clause scope(Track track, EngagementKind kind, @Nullable ReverseTopic topic) {
        return clause(1, "R78", "SCOPE", Map.of("goals", goals(track, kind, topic), "excluded", excluded(track, kind)));
    }

    private static List<String> goals(Track track, EngagementKind kind, @Nullable ReverseTopic topic) {
        return switch (kind) {
            case PEER -> PEER_GOALS;
            case REVERSE -> topic == null ? List.of() : List.of(topic.name());
            case MANAGER_AS_COACH -> MANAGER_GOALS;
            case STANDARD, SKILL_MICRO, MICRO, GROUP -> track == Track.COACHING ? COACHING_GOALS : MENTORING_GOALS;
        };
    }

    private static List<String> excluded(Track track, EngagementKind kind) {
        if (kind.isArranged()) {
            return List.of("PERFORMANCE_REVIEW", "SPONSORSHIP", "COUNSELLING");
        }
        return track == Track.COACHING
                ? List.of("CAREER_NAVIGATION", "SPONSORSHIP", "COUNSELLING")
                : List.of("PERFORMANCE_REVIEW", "COUNSELLING");
    }

    /**
     * R7: for every kind alike. Where nobody is the one who is served, nobody shares alone, and no review hears of it; a group keeps to itself
     * what it hears, and a manager has duties no agreement takes away.
     */
    private static Clause confidentiality(EngagementKind kind) {
        return clause(
                2,
                "R79",
                "CONFIDENTIALITY",
                Map.of("rules", confidentialityRules(kind), "exceptions", confidentialityExceptions(kind)));
    }

    private static List<String> confidentialityRules(EngagementKind kind) {
        return switch (kind) {
            case PEER, REVERSE, MANAGER_AS_COACH ->
                List.of(
                        "CONTENT_STAYS_BETWEEN_BOTH",
                        "NOTES_SHARED_ONLY_BY_BOTH",
                        "NO_REVIEW_HEARS_OF_IT",
                        "ATTENDANCE_IS_REPORTED");
            case GROUP ->
                List.of(
                        "CONTENT_STAYS_IN_THE_GROUP",
                        "NOBODY_IS_QUOTED_OUTSIDE",
                        "NOTES_SHARED_ONLY_BY_THE_LEADER",
                        "ATTENDANCE_IS_REPORTED");
            case STANDARD, SKILL_MICRO, MICRO ->
                List.of("CONTENT_STAYS_BETWEEN_BOTH", "NOTES_SHARED_ONLY_BY_THE_LEADER", "ATTENDANCE_IS_REPORTED");
        };
    }

    private static List<String> confidentialityExceptions(EngagementKind kind) {
        return kind == EngagementKind.MANAGER_AS_COACH
                ? List.of("RISK_TO_LIFE", "LEGAL_DUTY", "DUTY_AS_MANAGER")
                : List.of("RISK_TO_LIFE", "LEGAL_DUTY");
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
                        terms.kind() == EngagementKind.GROUP
                                ? List.of("WITH_THE_WHOLE_GROUP", "VIRTUAL", "IN_PERSON")
                                : List.of("VIRTUAL", "IN_PERSON")));
    }

    /** R65, R66, R119: checkpoints every five weeks in coaching, every quarter in mentoring, counted from the start. */
    private static Clause success(Track track, Terms terms) {
        return clause(
                4,
                "R81",
                "SUCCESS",
                Map.of("criteria", criteria(track, terms.kind()), "reviewAfter", terms.reviewsAfter(track)));
    }

    private static List<String> criteria(Track track, EngagementKind kind) {
        return switch (kind) {
            case PEER -> List.of("GOALS_MET", "BOTH_GAINED");
            case REVERSE, MANAGER_AS_COACH -> List.of("GOALS_MET", "BEHAVIOUR_EVIDENCED");
            case STANDARD, SKILL_MICRO, MICRO, GROUP ->
                track == Track.COACHING
                        ? List.of("GOALS_MET", "BEHAVIOUR_EVIDENCED", "KPI_VISIBLE")
                        : List.of("GOALS_MET", "PROMOTION_READINESS", "SPONSOR_ACTIONS_TAKEN");
        };
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

    /** R12, R84; an external provider cannot sponsor (R17), a coach is not asked to, and neither is a peer or a junior (R21). */
    private static Clause sponsorship(Track track, EngagementKind kind, ProviderType provider) {
        boolean sponsors = track == Track.MENTORING && !kind.isArranged() && provider == ProviderType.INTERNAL;
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
                        List.of(
                                "EITHER_SIDE_WITH_NOTICE",
                                terms.kind().isArranged() ? "END_BY_PROGRAMME_LEAD" : "REASSIGNMENT_BY_PROGRAMME_LEAD"),
                        "notice",
                        List.of("P" + terms.noticeDays() + "D")));
    }

    private static Clause clause(int number, String rule, String code, Map<String, List<String>> terms) {
        return new Clause(number, rule, code, terms);
    }
}
