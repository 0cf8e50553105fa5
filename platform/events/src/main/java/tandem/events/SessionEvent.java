package tandem.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What session-service tells: did it happen, with what evidence, is it going quiet. Structured indicators only (R114). */
public sealed interface SessionEvent extends TandemEvent {

    @Uses(Purpose.PROGRAMME)
    record SessionScheduled(EngagementId engagement, SessionId session, Instant startsAt, Instant endsAt, Origin origin)
            implements SessionEvent, About.Engagement {
        /** How the session became known. */
        public enum Origin {
            INVITATION,
            CALENDAR,
            CLOUD_EVENT,
            MANUAL
        }
    }

    /** A moved session stays one session (rulebook C11). */
    @Uses(Purpose.PROGRAMME)
    record SessionMoved(EngagementId engagement, SessionId session, Instant startsAt, Instant endsAt)
            implements SessionEvent, About.Engagement {}

    /** {@code late}: less than the policy's notice before the start; a late cancellation counts as missed. */
    @Uses(Purpose.PROGRAMME)
    record SessionCancelled(
            EngagementId engagement, SessionId session, Instant startsAt, Instant cancelledAt, boolean late)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record SessionHeld(
            EngagementId engagement, SessionId session, Instant startsAt, Instant endsAt, EvidenceTier evidence)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record SessionMissed(
            EngagementId engagement, SessionId session, Instant startsAt, Instant endsAt, EvidenceTier evidence)
            implements SessionEvent, About.Engagement {}

    /** One more piece of evidence about one side. */
    @Uses(Purpose.PROGRAMME)
    record AttendanceEvidenced(
            EngagementId engagement, SessionId session, Party party, boolean attended, EvidenceTier evidence)
            implements SessionEvent, About.Engagement {}

    /**
     * A next step both sides know of; told again when it was corrected, and then the later telling holds.
     *
     * @param topic the kind of step, a code of the vocabulary of actions; what was talked about travels in {@link TopicsNoted}
     * @param owner who is to do it; null in what was told before owners were
     */
    @Uses(Purpose.PROGRAMME)
    record ActionItemAgreed(
            EngagementId engagement,
            SessionId session,
            String actionItem,
            String topic,
            LocalDate dueOn,
            @Nullable Party owner)
            implements SessionEvent, About.Engagement {

        /** Of nobody in particular. */
        public ActionItemAgreed(
                EngagementId engagement, SessionId session, String actionItem, String topic, LocalDate dueOn) {
            this(engagement, session, actionItem, topic, dueOn, null);
        }
    }

    @Uses(Purpose.PROGRAMME)
    record ActionItemCompleted(EngagementId engagement, String actionItem, LocalDate completedOn)
            implements SessionEvent, About.Engagement {}

    /** Both let go of a step; it is neither done nor overdue. */
    @Uses(Purpose.PROGRAMME)
    record ActionItemDropped(EngagementId engagement, String actionItem, LocalDate droppedOn)
            implements SessionEvent, About.Engagement {}

    /**
     * What a session was about, in codes; replaces what was told of it before.
     *
     * @param vocabulary the version of the vocabulary the codes are of
     */
    @Uses(Purpose.IMPACT)
    record TopicsNoted(EngagementId engagement, SessionId session, List<String> topics, String vocabulary)
            implements SessionEvent, About.Engagement {}

    /** Self-rated confidence, 1 to 10. */
    @Uses(Purpose.IMPACT)
    record ConfidenceRated(EngagementId engagement, SessionId session, int rating)
            implements SessionEvent, About.Engagement {}

    /**
     * An entry of a case log (R112): one behaviour of a leader as one side saw it, in codes. What happened stands nowhere.
     *
     * @param behaviour a topic code of the vocabulary
     * @param vocabulary the version of the vocabulary the code is of
     */
    @Uses(Purpose.IMPACT)
    record CaseLogged(
            EngagementId engagement,
            UUID entry,
            Party party,
            String behaviour,
            String vocabulary,
            CaseChange change,
            CaseBasis basis,
            LocalDate observedOn)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record SponsorActionCommitted(
            EngagementId engagement, SponsorActionId action, SponsorActionKind kind, LocalDate dueOn)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record SponsorActionTaken(
            EngagementId engagement, SponsorActionId action, SponsorActionKind kind, LocalDate takenOn)
            implements SessionEvent, About.Engagement {}

    /** A third party confirmed the action; only confirmed actions count in a weight or a KPI. */
    @Uses(Purpose.PROGRAMME)
    record SponsorActionConfirmed(
            EngagementId engagement, SponsorActionId action, SponsorActionKind kind, LocalDate confirmedOn)
            implements SessionEvent, About.Engagement {}

    /** What came of an action, as the mentor says; told again, the later telling holds (R103). */
    @Uses(Purpose.PROGRAMME)
    record SponsorActionReported(
            EngagementId engagement,
            SponsorActionId action,
            SponsorActionKind kind,
            SponsorOutcome outcome,
            LocalDate reportedOn)
            implements SessionEvent, About.Engagement {}

    /**
     * Answers of a check-in as question codes with scaled values, 1 to 5 (no is 1, yes is 5); never words. Those of raters are told when
     * the check-in closes, in no order, and only when enough of them answered.
     *
     * @param kind null from before kinds were told
     */
    @Uses(Purpose.IMPACT)
    record CheckInAnswered(
            EngagementId engagement,
            String checkIn,
            Respondent respondent,
            Map<String, Integer> answers,
            @Nullable CheckInKind kind)
            implements SessionEvent, About.Engagement {
        /** Who answered. */
        public enum Respondent {
            LEADER,
            PROVIDER,
            MANAGER,
            RATER
        }
    }

    /**
     * A check-in closed: of those asked in one role, how many answered.
     *
     * @param answeredBefore of a follow-up: how many of those who answered had answered the baseline too; null of any other kind
     */
    @Uses(Purpose.PROGRAMME)
    record CheckInClosed(
            EngagementId engagement,
            String checkIn,
            CheckInKind kind,
            CheckInAnswered.Respondent respondent,
            int asked,
            int answered,
            LocalDate closedOn,
            @Nullable Integer answeredBefore)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record CheckpointReached(
            EngagementId engagement,
            String checkpoint,
            LocalDate dueOn,
            @Nullable LocalDate heldOn) implements SessionEvent, About.Engagement {}

    /** Silence longer than the agreed cadence allows (R125). */
    @Uses(Purpose.PROGRAMME)
    record EngagementWentQuiet(EngagementId engagement, Instant lastHeldAt, int quietDays)
            implements SessionEvent, About.Engagement {}

    /** A coach handed over to a mentor; the list names the items, not their content (R67). */
    @Uses(Purpose.PROGRAMME)
    record HandOffCompleted(EngagementId engagement, EngagementId to, List<String> items)
            implements SessionEvent, About.Engagement {}

    @Uses(Purpose.PROGRAMME)
    record ClosingReviewSubmitted(
            EngagementId engagement, Party party, @Nullable Integer rating, int goalsMet, int goals)
            implements SessionEvent, About.Engagement {}

    /**
     * Somebody took a seat of the network layer (R59). What is said there, and whether the person came, is told nowhere.
     *
     * @param gathering the office hour or cohort
     * @param startsAt when it takes place, a cohort for the first time
     */
    @Uses(Purpose.PROGRAMME)
    record SeatTaken(
            PersonId person,
            ProgrammeId programme,
            UUID gathering,
            GatheringKind kind,
            Instant startsAt,
            Instant takenAt)
            implements SessionEvent, About.Person {}

    @Uses(Purpose.PROGRAMME)
    record RemovalReported(PersonId person, RemovalId removal, RemovalScope scope, Map<String, Integer> counts)
            implements SessionEvent, About.Person {}
}
