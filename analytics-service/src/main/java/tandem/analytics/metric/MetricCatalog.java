package tandem.analytics.metric;

import static tandem.analytics.metric.Metric.Grain.KIND;
import static tandem.analytics.metric.Metric.Grain.PROGRAMME;
import static tandem.analytics.metric.Metric.Grain.TOTAL;
import static tandem.analytics.metric.Metric.Grain.TRACK;
import static tandem.analytics.metric.Metric.Grain.WEEK;
import static tandem.analytics.metric.Metric.Timing.LAGGING;
import static tandem.analytics.metric.Metric.Timing.LEADING;

import java.util.List;
import java.util.Optional;
import tandem.events.ImpactEvent;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.CaseLogged;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInClosed;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.SeatTaken;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SessionEvent.TopicsNoted;

/** Every figure there is; docs/metrics.md is checked against it. Adding one is a view and an entry here. */
public final class MetricCatalog {
    private static final List<Metric.Grain> ALL_GRAINS = List.of(TOTAL, PROGRAMME, TRACK, WEEK);
    private static final List<Metric.Grain> NO_TRACK = List.of(TOTAL, PROGRAMME, WEEK);
    private static final List<Metric.Grain> BY_KIND = List.of(TOTAL, PROGRAMME, KIND, WEEK);
    private static final String OPERATIONS = "operations owner";
    private static final String HR = "HR partner";

    private static final List<Metric> METRICS = List.of(
            new Metric(
                    "attendance",
                    1,
                    "Do sessions take place?",
                    "sessions attended with at least the evidence asked for",
                    "sessions past their end, less those cancelled in time",
                    ALL_GRAINS,
                    LEADING,
                    "A session nobody has said anything about is not attended. A late cancellation and a no-show are missed; a moved"
                            + " session counts once. Week: that of the session's start.",
                    OPERATIONS,
                    "C11",
                    Metric.types(List.of(
                            SessionScheduled.class,
                            SessionMoved.class,
                            SessionCancelled.class,
                            SessionHeld.class,
                            SessionMissed.class,
                            AttendanceEvidenced.class,
                            EngagementStarted.class,
                            PolicyPublished.class))),
            new Metric(
                    "attendance_evidence",
                    1,
                    "How sure is it that sessions took place?",
                    "sessions held that both sides or the meeting platform say took place",
                    "sessions held",
                    ALL_GRAINS,
                    LEADING,
                    "The mix tells the strongest evidence of each session. One side's word is evidence too, and what a policy may ask"
                            + " for. Week: that of the session's start.",
                    OPERATIONS,
                    "C11, R113",
                    Metric.types(List.of(SessionHeld.class, AttendanceEvidenced.class, EngagementStarted.class))),
            new Metric(
                    "completion",
                    1,
                    "Do engagements reach their planned end?",
                    "engagements ended as completed",
                    "engagements whose planned end has passed",
                    ALL_GRAINS,
                    LAGGING,
                    "An engagement replaced early counts from its planned end on. Week: that of the planned end.",
                    OPERATIONS,
                    "C11, R99",
                    Metric.types(List.of(EngagementStarted.class, EngagementEnded.class))),
            new Metric(
                    "cadence_adherence",
                    1,
                    "Do pairs meet as often as they agreed?",
                    "cadence intervals with a held session",
                    "cadence intervals elapsed",
                    ALL_GRAINS,
                    LEADING,
                    "Two sessions in one interval count once. An interval cut short by an end does not count. Week: that in which"
                            + " the interval begins.",
                    OPERATIONS,
                    "C11",
                    Metric.types(List.of(EngagementStarted.class, EngagementEnded.class, SessionHeld.class))),
            new Metric(
                    "booking_sla",
                    1,
                    "Does work begin soon after both have signed?",
                    "engagements whose first session was held within the policy's days after the last signature",
                    "engagements signed, less those still inside these days without a session",
                    ALL_GRAINS,
                    LEADING,
                    "Seven days unless the policy says otherwise. Week: that of the last signature.",
                    OPERATIONS,
                    "C11, R60",
                    Metric.types(List.of(EngagementStarted.class, SessionHeld.class, PolicyPublished.class))),
            new Metric(
                    "sponsor_actions",
                    1,
                    "Do mentors act for their mentees, and does anybody confirm it?",
                    "sponsor actions confirmed by a third party",
                    "sponsor actions logged as taken",
                    ALL_GRAINS,
                    LEADING,
                    "The gate of week 15 counts the denominator, provider KPIs the numerator. Week: that in which the action was"
                            + " taken.",
                    OPERATIONS,
                    "R15, W15",
                    Metric.types(
                            List.of(SponsorActionTaken.class, SponsorActionConfirmed.class, EngagementStarted.class))),
            new Metric(
                    "introductions",
                    1,
                    "Do mentors open doors?",
                    "leaders whose mentor introduced them to somebody, as somebody else confirmed",
                    "leaders with a mentor",
                    ALL_GRAINS,
                    LEADING,
                    "A leader introduced twice counts once. The mix tells introductions confirmed, logged alone, and none. Pairs that"
                            + " people arranged do not count. Week: that of the kick-off.",
                    OPERATIONS,
                    "R12, R94",
                    Metric.types(
                            List.of(EngagementStarted.class, SponsorActionTaken.class, SponsorActionConfirmed.class))),
            new Metric(
                    "action_items",
                    1,
                    "Is what was agreed on done?",
                    "next steps completed",
                    "next steps due, less those dropped",
                    ALL_GRAINS,
                    LEADING,
                    "Counted from the day a step is due, also when it was done before. The mix tells the kinds of step. Week: that of"
                            + " the day due.",
                    OPERATIONS,
                    "R114",
                    Metric.types(List.of(
                            ActionItemAgreed.class,
                            ActionItemCompleted.class,
                            ActionItemDropped.class,
                            EngagementStarted.class))),
            new Metric(
                    "action_items_documented",
                    1,
                    "Do sessions end with a next step?",
                    "sessions held that ended with a next step",
                    "sessions held",
                    ALL_GRAINS,
                    LEADING,
                    "A step dropped later was documented all the same. Week: that of the session's start.",
                    OPERATIONS,
                    "R113, W10",
                    Metric.types(List.of(SessionHeld.class, ActionItemAgreed.class, EngagementStarted.class))),
            new Metric(
                    "confidence",
                    1,
                    "Do leaders feel more confident than when they began?",
                    "leaders whose last rating is above their first",
                    "leaders who rated at least two sessions of a track",
                    ALL_GRAINS,
                    LEADING,
                    "A self-rating of those who allow IMPACT: a direction, no amount. The mix tells up, same and down. Week: that of"
                            + " the first session rated.",
                    HR,
                    "R114",
                    Metric.types(List.of(
                            ConfidenceRated.class,
                            SessionScheduled.class,
                            SessionMoved.class,
                            EngagementStarted.class,
                            ConsentWithdrawn.class))),
            new Metric(
                    "topics",
                    1,
                    "What are sessions about?",
                    "sessions held whose topics were noted",
                    "sessions held",
                    ALL_GRAINS,
                    LEADING,
                    "Codes alone, of leaders who allow IMPACT. The mix tells the topics, each once a session, where at least k people"
                            + " are behind every one of them. Week: that of the session's start.",
                    OPERATIONS,
                    "R113, C10",
                    Metric.types(List.of(
                            TopicsNoted.class, SessionHeld.class, EngagementStarted.class, ConsentWithdrawn.class))),
            new Metric(
                    "check_in_completion",
                    1,
                    "Do people answer what they are asked?",
                    "answers to check-ins that have closed",
                    "people asked at check-ins that have closed",
                    BY_KIND,
                    LEADING,
                    "One who left counts as asked. The mix tells the role of who was asked. Kind: that of the check-in. Week: that in"
                            + " which it closed.",
                    OPERATIONS,
                    "R112, W5, W7, W8, W11, W17",
                    Metric.types(List.of(CheckInClosed.class, EngagementStarted.class))),
            new Metric(
                    "baseline_coverage",
                    1,
                    "Do those who are coached have a baseline to move from?",
                    "leaders whose baseline 360 closed with answers of at least three raters",
                    "leaders whose coaching has begun",
                    ALL_GRAINS,
                    LEADING,
                    "A mentoring alone asks for no 360. Nothing of what was answered is read. Week: that of the"
                            + " kick-off.",
                    HR,
                    "W5",
                    Metric.types(List.of(CheckInClosed.class, EngagementStarted.class))),
            new Metric(
                    "blockers",
                    1,
                    "Does anything stand in the way?",
                    "people who named something that stands in the way",
                    "people who gave rapid feedback",
                    ALL_GRAINS,
                    LEADING,
                    "Of leaders who allow IMPACT. The mix tells what, each once a person. When that is"
                            + " systemic, the pilot says. Week: that of the answer.",
                    OPERATIONS,
                    "W7",
                    Metric.types(List.of(CheckInAnswered.class, EngagementStarted.class, ConsentWithdrawn.class))),
            new Metric(
                    "pulse_direction",
                    1,
                    "Do leaders do more of what they set out to do?",
                    "leaders whose last answer about the primary behaviour is above their first",
                    "leaders who answered about it at two pulses or more",
                    ALL_GRAINS,
                    LEADING,
                    "A self-rating of those who allow IMPACT: a direction, no amount. The mix tells up, same and"
                            + " down. Week: that of the first answer.",
                    HR,
                    "W8",
                    Metric.types(List.of(CheckInAnswered.class, EngagementStarted.class, ConsentWithdrawn.class))),
            new Metric(
                    "manager_attestation",
                    1,
                    "Do managers see progress?",
                    "managers who confirm progress",
                    "managers asked, at attestations that have closed",
                    ALL_GRAINS,
                    LEADING,
                    "Of leaders who allow IMPACT. Who was asked and said nothing did not confirm. Of several"
                            + " attestations of one engagement the last counts. The mix tells confirmed, not confirmed and no"
                            + " answer. Week: that in which it closed.",
                    HR,
                    "C11, R112, W11",
                    Metric.types(List.of(
                            CheckInAnswered.class,
                            CheckInClosed.class,
                            EngagementStarted.class,
                            ConsentGranted.class,
                            ConsentWithdrawn.class))),
            new Metric(
                    "movement_360",
                    1,
                    "Do those around a leader see a change?",
                    "leaders of whom the same raters see at least one behaviour half a point higher than at the"
                            + " baseline",
                    "leaders whose raters answered both the baseline and the follow-up",
                    ALL_GRAINS,
                    LAGGING,
                    "Of leaders who allow IMPACT and of whom at least three raters answered both times. Means of"
                            + " raters are compared, because nobody knows who said what: who answered one of the two alone is in"
                            + " them. With five behaviours one may move by chance; without a comparison it says nothing about"
                            + " cause. The mix tells up, same and down. Week: that in which the follow-up closed.",
                    HR,
                    "W17",
                    Metric.types(List.of(
                            CheckInAnswered.class,
                            CheckInClosed.class,
                            EngagementStarted.class,
                            ConsentWithdrawn.class))),
            new Metric(
                    "mentoring_story",
                    1,
                    "Has mentoring changed anything?",
                    "answers that say so",
                    "answers to the questions of the mentoring story, of both sides",
                    ALL_GRAINS,
                    LAGGING,
                    "Of leaders who allow IMPACT. On a scale of five, four and five say so. The mix tells to which"
                            + " question. Week: that of the answer.",
                    HR,
                    "R120",
                    Metric.types(List.of(CheckInAnswered.class, EngagementStarted.class, ConsentWithdrawn.class))),
            new Metric(
                    "sponsored_leaders",
                    1,
                    "Has every mentee been sponsored?",
                    "leaders for whom a sponsor action was logged as taken",
                    "leaders whose mentoring has begun",
                    ALL_GRAINS,
                    LEADING,
                    "The mix tells confirmed, merely taken and none. Week: that of the kick-off.",
                    OPERATIONS,
                    "C10, W15",
                    Metric.types(
                            List.of(SponsorActionTaken.class, SponsorActionConfirmed.class, EngagementStarted.class))),
            new Metric(
                    "sponsor_outcomes",
                    1,
                    "What comes of sponsor actions?",
                    "sponsor actions whose outcome was reported",
                    "sponsor actions logged as taken",
                    ALL_GRAINS,
                    LAGGING,
                    "The mentor's own report, as last told. The mix tells the outcomes. Week: that in which the"
                            + " action was taken.",
                    OPERATIONS,
                    "R103, W15",
                    Metric.types(
                            List.of(SponsorActionTaken.class, SponsorActionReported.class, EngagementStarted.class))),
            new Metric(
                    "coaching_wrap_up",
                    1,
                    "Do coaches leave behind what others go on with?",
                    "coachings whose coach has submitted the closing review and handed over to the mentor",
                    "coachings within four weeks of their planned end, or past it",
                    ALL_GRAINS,
                    LAGGING,
                    "Where no mentoring has begun the review alone is due. A hand-off counts once the mentor has"
                            + " received it. Who ended early for another reason than being done owes nothing. Week: that of the"
                            + " end.",
                    OPERATIONS,
                    "W14",
                    Metric.types(List.of(
                            ClosingReviewSubmitted.class,
                            HandOffCompleted.class,
                            EngagementStarted.class,
                            EngagementEnded.class))),
            new Metric(
                    "closing_artefacts",
                    1,
                    "Is everything there that belongs to an end?",
                    "reviews, hand-offs and mentors' reports submitted",
                    "reviews of both sides and hand-offs due at an end, and mentors' reports asked for at stories"
                            + " that have closed",
                    ALL_GRAINS,
                    LAGGING,
                    "Who ended early for another reason than being done owes nothing. The mix tells what is missing."
                            + " Week: that of the end, of a report that in which it closed.",
                    OPERATIONS,
                    "R122, W22",
                    Metric.types(List.of(
                            ClosingReviewSubmitted.class,
                            HandOffCompleted.class,
                            CheckInClosed.class,
                            EngagementStarted.class,
                            EngagementEnded.class))),
            new Metric(
                    "case_log",
                    1,
                    "What do case logs tell of?",
                    "entries that tell of progress",
                    "entries of case logs",
                    ALL_GRAINS,
                    LEADING,
                    "Of leaders who allow IMPACT; logged by their coach or mentor or by themselves. The mix tells how far it went. Week:"
                            + " that of the day observed.",
                    HR,
                    "R112",
                    Metric.types(List.of(CaseLogged.class, EngagementStarted.class, ConsentWithdrawn.class))),
            new Metric(
                    "triangulation",
                    1,
                    "Do different people see the same progress?",
                    "leaders of whom at least two kinds of evidence tell of progress",
                    "leaders of whom there are at least two of case log, manager's attestation and follow-up 360",
                    ALL_GRAINS,
                    LAGGING,
                    "Of leaders who allow IMPACT. Evidence that agrees is no cause. The mix tells agreed, divided and none. Week: that"
                            + " of the first evidence.",
                    HR,
                    "R112",
                    Metric.types(List.of(
                            CaseLogged.class,
                            CheckInAnswered.class,
                            CheckInClosed.class,
                            EngagementStarted.class,
                            ConsentGranted.class,
                            ConsentWithdrawn.class))),
            promotion("promotion_6m", 6),
            promotion("promotion_12m", 12),
            retention("retention_6m", 6),
            retention("retention_12m", 12),
            new Metric(
                    "reassignment",
                    1,
                    "How often is a match replaced because it does not fit?",
                    "leaders whose match was replaced for fit after approval",
                    "leaders with an approved match",
                    ALL_GRAINS,
                    LEADING,
                    "A leader replaced twice counts once. Pairs that people arranged do not count. Week: that of the first"
                            + " approval.",
                    OPERATIONS,
                    "C11, R58, W9",
                    Metric.types(List.of(MatchProposed.class, MatchApproved.class, EngagementEnded.class))),
            new Metric(
                    "intake_completion",
                    1,
                    "Do those who take part hand in their intake?",
                    "participants who handed in their intake",
                    "participants enrolled",
                    NO_TRACK,
                    LEADING,
                    "Has no track: none is decided yet. Who was invited and did not come is counted by the gate of week 2 in"
                            + " intake-service, not here. Week: that of the enrolment.",
                    OPERATIONS,
                    "C11, W2",
                    Metric.types(List.of(ParticipantEnrolled.class, IntakeSubmitted.class))),
            new Metric(
                    "funnel",
                    1,
                    "How far have participants come?",
                    "participants whose engagement has started",
                    "participants enrolled",
                    NO_TRACK,
                    LEADING,
                    "The mix tells the furthest stage of each. Week: that of the enrolment.",
                    OPERATIONS,
                    "C11",
                    Metric.types(List.of(
                            ParticipantEnrolled.class,
                            IntakeSubmitted.class,
                            ServiceDecided.class,
                            MatchProposed.class,
                            MatchApproved.class,
                            EngagementStarted.class,
                            EngagementEnded.class))),
            new Metric(
                    "network_booking",
                    1,
                    "Do people find a place in the network soon?",
                    "seats of office hours and cohorts that take place within the policy's days after they were taken",
                    "seats taken",
                    BY_KIND,
                    LEADING,
                    "Seven days unless the policy says otherwise. Whether anybody came is not known, and a seat given up again still"
                            + " counts. Kind: OFFICE_HOUR or COHORT. Week: that in which the seat was taken.",
                    OPERATIONS,
                    "R59, R60, R71",
                    Metric.types(List.of(SeatTaken.class, PolicyPublished.class))),
            new Metric(
                    "calibration",
                    1,
                    "Are those who coach and mentor calibrated?",
                    "providers of the pool whose panel's median is at least 4 of 5",
                    "providers of the pool",
                    NO_TRACK,
                    LEADING,
                    "The pool is the tenant's and stands for each of its programmes. Week: that in which the programme begins.",
                    OPERATIONS,
                    "R98, W3",
                    Metric.types(List.of(ProviderQualified.class, ProviderHeld.class, ProgrammeOpened.class))),
            new Metric(
                    "match_signing",
                    1,
                    "Is everybody matched, and are the agreements signed?",
                    "leaders with an approved match whose agreement both have signed",
                    "leaders for whom a service was decided, less those who have left",
                    NO_TRACK,
                    LEADING,
                    "One track is enough; a mentor planned for later does not count. The mix tells how far each has come. Week: that of"
                            + " the enrolment.",
                    OPERATIONS,
                    "R57, W4",
                    Metric.types(List.of(
                            ParticipantEnrolled.class,
                            ServiceDecided.class,
                            MatchProposed.class,
                            MatchApproved.class,
                            AgreementSigned.class,
                            EmploymentEnded.class,
                            EmploymentChanged.class))),
            new Metric(
                    "session_kpi_links",
                    1,
                    "Can what is done be held against what is delivered?",
                    "sessions held whose leader has a registered KPI observed within the days of its feed",
                    "sessions held, less those still inside these days",
                    ALL_GRAINS,
                    LEADING,
                    "Of leaders who allow IMPACT. A KPI of the programme as a whole links no session. The mix tells what is lacking. Week:"
                            + " that in which the session was held.",
                    "analyst",
                    "C11, R74, R132, W16",
                    Metric.types(List.of(
                            SessionHeld.class,
                            EngagementStarted.class,
                            KpiObserved.class,
                            ConsentGranted.class,
                            ConsentWithdrawn.class))),
            new Metric(
                    "kpi_improvement",
                    1,
                    "Do KPIs of leaders move the right way?",
                    "leaders whose latest observation of a KPI is on the better side of their first",
                    "leaders with at least two observations of it",
                    BY_KIND,
                    LAGGING,
                    "Of leaders who allow IMPACT. Two points and no comparison: a direction, no amount, no cause. Kind: the KPI. Week:"
                            + " that of the first observation.",
                    "analyst",
                    "R130, W24",
                    Metric.types(List.of(KpiObserved.class, ConsentGranted.class, ConsentWithdrawn.class))),
            new Metric(
                    "milestones",
                    1,
                    "Are the goals of 90 days reached?",
                    "leaders whose KPI had reached its target 90 days after their coaching began",
                    "coached leaders past that day of whom the KPI is observed",
                    ALL_GRAINS,
                    LAGGING,
                    "The KPI and its target are the programme's, the lagging one of coaching. Of leaders who allow IMPACT. Says nothing"
                            + " about cause. Week: that of the 90th day.",
                    "analyst",
                    "R6",
                    Metric.types(List.of(
                            EngagementStarted.class, KpiObserved.class, ConsentGranted.class, ConsentWithdrawn.class))),
            new Metric(
                    "removal_latency",
                    1,
                    "Is what people take back gone everywhere, and how soon?",
                    "withdrawals and erasures that every service has reported removed",
                    "withdrawals and erasures asked for",
                    BY_KIND,
                    LAGGING,
                    "What is missing from the numerator is open: some service has not reported yet. took is the time from the request"
                            + " to the last service's report, in machine time, of those complete: median and 95th percentile. Kind:"
                            + " the purpose, or ERASURE. The identity provider's part of an erasure is not in it. A person of several"
                            + " programmes counts for the one joined last. Week: that of the request.",
                    OPERATIONS,
                    "R83",
                    Metric.types(List.of(
                            ConsentWithdrawn.class,
                            ErasureRequested.class,
                            IntakeEvent.RemovalReported.class,
                            MatchingEvent.RemovalReported.class,
                            SessionEvent.RemovalReported.class,
                            ImpactEvent.RemovalReported.class))));

    private MetricCatalog() {}

    public static List<Metric> all() {
        return METRICS;
    }

    public static Optional<Metric> find(String name) {
        return METRICS.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    private static Metric promotion(String name, int months) {
        return new Metric(
                name,
                1,
                "Are leaders promoted within " + months + " months?",
                "leaders promoted within " + months + " months of the kick-off of their track",
                "leaders whose " + months + " months have passed and who allow IMPACT",
                ALL_GRAINS,
                LAGGING,
                "Shorter follow-up is censored, never counted. Who left the employer unpromoted stays in the denominator. Says"
                        + " nothing about cause. Week: that of the kick-off.",
                HR,
                "C11",
                Metric.types(List.of(
                        EngagementStarted.class,
                        OutcomeRecorded.class,
                        EmploymentChanged.class,
                        ConsentGranted.class,
                        ConsentWithdrawn.class)));
    }

    private static Metric retention(String name, int months) {
        return new Metric(
                name,
                1,
                "Do leaders stay for " + months + " months?",
                "leaders still employed " + months + " months after the kick-off of their track",
                "leaders whose " + months + " months have passed",
                ALL_GRAINS,
                LAGGING,
                "Who left and is back by then counts as employed. Shorter follow-up is censored, never counted as success. Says"
                        + " nothing about cause. Week: that of the kick-off.",
                HR,
                "C11",
                Metric.types(List.of(EngagementStarted.class, EmploymentEnded.class, EmploymentChanged.class)));
    }
}
