package tandem.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.CheckInKind;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.EvidenceTier;
import tandem.events.ImpactEvent;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeId;
import tandem.events.LawfulBasis;
import tandem.events.MatchId;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.OutcomeKind;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.events.RiskClass;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.CaseLogged;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.CheckInClosed;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SessionId;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.TandemEvent;
import tandem.events.Track;
import tandem.local.Service;
import tandem.testing.Records;

/** Tells what happened in a programme as the services would: events with rising sequences per subject. */
public final class Story {
    private final String tenant;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private Instant now = Records.TIME;
    private @Nullable Instant machine;

    public Story(String tenant) {
        this.tenant = tenant;
    }

    public String tenant() {
        return tenant;
    }

    /** Everything told so far, in order. */
    public List<ConsumerRecord<String, byte[]>> records() {
        return List.copyOf(records);
    }

    /** What was told since the last time. */
    public List<ConsumerRecord<String, byte[]>> drain() {
        var told = List.copyOf(records);
        records.clear();
        return told;
    }

    public Story at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    /** From here on events are written at this instant of machine time, which their ids say. */
    public Story writtenAt(Instant instant) {
        machine = instant;
        return this;
    }

    public Story tell(TandemEvent event) {
        var sequence = sequences.merge(event.subject() + event.getClass().getEnclosingClass(), 1L, Long::sum);
        var record = Records.of(event, tenant, sequence, now);
        if (machine != null) {
            record.headers()
                    .remove("ce_id")
                    .add("ce_id", idOf(machine).toString().getBytes(UTF_8));
        }
        records.add(record);
        return this;
    }

    /** A UUIDv7: milliseconds, version, and something random. */
    private static UUID idOf(Instant instant) {
        var random = UUID.randomUUID();
        return new UUID(
                (instant.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
                random.getLeastSignificantBits());
    }

    public ProgrammeId programme(int suppressionK) {
        var programme = new ProgrammeId(UUID.randomUUID());
        tell(new ProgrammeOpened(
                programme, "PROMOTION", LocalDate.parse("2030-01-07"), LocalDate.parse("2030-06-24"), false));
        tell(new PolicyPublished(
                programme,
                1,
                "0".repeat(64),
                new PolicyTerms(
                        4,
                        12,
                        14,
                        30,
                        60,
                        3,
                        7,
                        24,
                        EvidenceTier.ONE_SIDE,
                        suppressionK,
                        "default",
                        null,
                        null,
                        null)));
        return programme;
    }

    public PersonId leader(ProgrammeId programme) {
        var person = new PersonId(UUID.randomUUID());
        tell(new ParticipantEnrolled(programme, person));
        tell(new ConsentGranted(person, Purpose.IMPACT, LawfulBasis.CONSENT, 1, "v1"));
        tell(new IntakeSubmitted(programme, person, new IntakeId(UUID.randomUUID()), 1));
        return person;
    }

    /** From proposal to start; the engagement has the UUID of the match. */
    public EngagementId engagement(ProgrammeId programme, PersonId leader, Track track, String startsOn) {
        return engagement(programme, leader, track, EngagementKind.STANDARD, "0.9", startsOn);
    }

    /** A pair that people arranged (R21): nothing was ranked, so nothing is covered. */
    public EngagementId arranged(ProgrammeId programme, PersonId leader, EngagementKind kind, String startsOn) {
        return engagement(programme, leader, Track.MENTORING, kind, "0", startsOn);
    }

    private EngagementId engagement(
            ProgrammeId programme,
            PersonId leader,
            Track track,
            EngagementKind kind,
            String coverage,
            String startsOn) {
        var match = new MatchId(UUID.randomUUID());
        var provider = new PersonId(UUID.randomUUID());
        var start = LocalDate.parse(startsOn);
        var signed = start.atStartOfDay().toInstant(ZoneOffset.UTC);
        tell(new MatchProposed(
                match,
                programme,
                leader,
                provider,
                track,
                UUID.randomUUID(),
                1,
                new BigDecimal("71.25"),
                new BigDecimal(coverage),
                "default",
                RiskClass.STANDARD,
                1));
        tell(new MatchApproved(match, programme, leader, provider, 1));
        tell(new AgreementSigned(match, programme, Party.LEADER, signed, false));
        tell(new AgreementSigned(match, programme, Party.PROVIDER, signed, true));
        var engagement = new EngagementId(match.value());
        tell(new EngagementStarted(
                engagement,
                programme,
                leader,
                provider,
                ProviderType.EXTERNAL,
                track,
                kind,
                14,
                60,
                start,
                start.plusMonths(4),
                signed,
                null));
        return engagement;
    }

    public Story ends(EngagementId engagement, ProgrammeId programme, PersonId leader, EndReason reason, String on) {
        return tell(new EngagementEnded(
                engagement, programme, leader, new PersonId(UUID.randomUUID()), reason, LocalDate.parse(on)));
    }

    public SessionId session(EngagementId engagement, String startsAt) {
        var session = new SessionId(UUID.randomUUID());
        var start = Instant.parse(startsAt);
        tell(new SessionScheduled(
                engagement, session, start, start.plusSeconds(3_600), SessionScheduled.Origin.INVITATION));
        return session;
    }

    public Story held(EngagementId engagement, SessionId session, String startsAt, EvidenceTier evidence) {
        var start = Instant.parse(startsAt);
        return tell(new SessionHeld(engagement, session, start, start.plusSeconds(3_600), evidence));
    }

    public SessionId heldSession(EngagementId engagement, String startsAt, EvidenceTier evidence) {
        var session = session(engagement, startsAt);
        held(engagement, session, startsAt, evidence);
        return session;
    }

    public Story missed(EngagementId engagement, SessionId session, String startsAt) {
        var start = Instant.parse(startsAt);
        return tell(new SessionMissed(engagement, session, start, start.plusSeconds(3_600), EvidenceTier.ONE_SIDE));
    }

    public Story moved(EngagementId engagement, SessionId session, String startsAt) {
        var start = Instant.parse(startsAt);
        return tell(new SessionMoved(engagement, session, start, start.plusSeconds(3_600)));
    }

    public Story cancelled(EngagementId engagement, SessionId session, String startsAt, boolean late) {
        return tell(new SessionCancelled(engagement, session, Instant.parse(startsAt), now, late));
    }

    public Story evidenced(EngagementId engagement, SessionId session, Party party, EvidenceTier evidence) {
        return tell(new AttendanceEvidenced(engagement, session, party, true, evidence));
    }

    /** A next step of a session, or what it was corrected to. */
    public Story step(EngagementId engagement, SessionId session, String item, String dueOn) {
        return tell(new ActionItemAgreed(engagement, session, engagement + item, "DELEGATE", LocalDate.parse(dueOn)));
    }

    /** Committed, taken, and confirmed when asked. */
    public Story sponsored(EngagementId engagement, String on, boolean confirmed) {
        return sponsored(engagement, new SponsorActionId(UUID.randomUUID()), on, confirmed);
    }

    /** The same of an action one wants to go on telling of. */
    public Story sponsored(EngagementId engagement, SponsorActionId action, String on, boolean confirmed) {
        var day = LocalDate.parse(on);
        tell(new SponsorActionCommitted(engagement, action, SponsorActionKind.INTRODUCTION, day.plusDays(7)));
        tell(new SponsorActionTaken(engagement, action, SponsorActionKind.INTRODUCTION, day));
        if (confirmed) {
            tell(new SponsorActionConfirmed(engagement, action, SponsorActionKind.INTRODUCTION, day.plusDays(3)));
        }
        return this;
    }

    /** A check-in closed: of those asked in one role, so many answered. */
    public Story checkedIn(EngagementId engagement, Respondent respondent, int asked, int answered, String on) {
        return tell(new CheckInClosed(
                engagement,
                "BASELINE_360_1",
                CheckInKind.BASELINE_360,
                respondent,
                asked,
                answered,
                LocalDate.parse(on),
                null));
    }

    /** A check-in of a kind closed; of those who answered so many had answered the baseline too. */
    public Story closed(
            EngagementId engagement,
            CheckInKind kind,
            Respondent respondent,
            int asked,
            int answered,
            String on,
            @Nullable Integer answeredBefore) {
        return tell(new CheckInClosed(
                engagement, kind + "_1", kind, respondent, asked, answered, LocalDate.parse(on), answeredBefore));
    }

    /** A coach or mentor logs what became of a behaviour. */
    public Story logs(EngagementId engagement, CaseChange change, String on) {
        return tell(new CaseLogged(
                engagement,
                UUID.randomUUID(),
                Party.PROVIDER,
                "DELEGATION",
                "2030-1",
                change,
                CaseBasis.OBSERVED,
                LocalDate.parse(on)));
    }

    /** Somebody answered a check-in, in codes and numbers. */
    public Story answered(
            EngagementId engagement,
            CheckInKind kind,
            int number,
            Respondent respondent,
            Map<String, Integer> answers) {
        return tell(new CheckInAnswered(engagement, kind + "_" + number, respondent, answers, kind));
    }

    public Story promoted(PersonId leader, String on) {
        return tell(new OutcomeRecorded(leader, OutcomeKind.PROMOTION, BigDecimal.ONE, LocalDate.parse(on)));
    }

    public Story left(PersonId leader, String on) {
        return tell(new EmploymentEnded(leader, LocalDate.parse(on)));
    }

    public Story changed(PersonId leader, String on, Aspect... aspects) {
        return tell(new EmploymentChanged(leader, Set.of(aspects), LocalDate.parse(on)));
    }

    public Story kpi(ProgrammeId programme, PersonId leader, String value) {
        return tell(new KpiObserved(
                programme, leader, "decision-latency-days", new BigDecimal(value), LocalDate.parse("2030-02-01")));
    }

    public RemovalId withdraws(PersonId person, Purpose purpose, long version) {
        var removal = new RemovalId(UUID.randomUUID());
        tell(new ConsentWithdrawn(person, purpose, version, removal));
        return removal;
    }

    public UUID erases(PersonId person) {
        var standIn = UUID.randomUUID();
        tell(new ErasureRequested(person, new RemovalId(UUID.randomUUID()), standIn));
        return standIn;
    }

    /** As {@link #erases}, for who wants to know the removal. */
    public RemovalId asksToBeForgotten(PersonId person) {
        var removal = new RemovalId(UUID.randomUUID());
        tell(new ErasureRequested(person, removal, UUID.randomUUID()));
        return removal;
    }

    /** A service says what it removed. */
    public Story reports(Service service, PersonId person, RemovalId removal) {
        var scope = RemovalScope.PURPOSE;
        var counts = Map.of("rows", 1);
        return tell(
                switch (service) {
                    case INTAKE -> new IntakeEvent.RemovalReported(person, removal, scope, counts);
                    case MATCHING -> new MatchingEvent.RemovalReported(person, removal, scope, counts);
                    case SESSION -> new SessionEvent.RemovalReported(person, removal, scope, counts);
                    case ANALYTICS -> new ImpactEvent.RemovalReported(person, removal, scope, counts);
                });
    }
}
