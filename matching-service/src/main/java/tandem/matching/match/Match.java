package tandem.matching.match;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchOverridden;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.kind.ReverseTopic;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/**
 * A leader and a provider, from proposal to assignment. Each step checks itself and returns what it has to tell. From approval to the
 * end of the engagement it holds one of the provider's seats.
 */
@Entity
@Table(name = "matches")
public class Match {

    /** So long an offer stands: for those who approve it, and from the approval on as long again for the leader. */
    public static final Duration OFFER_STANDS = Duration.ofDays(3);

    /** Why an offer ran out: the leader had been shown it, and was silent. */
    public static final String NOT_ANSWERED = "NOT_ANSWERED";

    static final String OFFER_EXPIRED = "OFFER_EXPIRED";
    static final String OFFER_DECLINED = "OFFER_DECLINED";
    private static final String ARRANGED = "ARRANGED";
    private static final String NOTHING_RANKED = "{}";
    private static final String NOT_APPROVED = "NOT_APPROVED";

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Column(name = "programme")
    private UUID programme;

    @Column(name = "run")
    private UUID run;

    @Column(name = "leader")
    private UUID leader;

    @Column(name = "provider")
    private UUID provider;

    @Enumerated(EnumType.STRING)
    @Column(name = "track")
    private Track track;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private EngagementKind kind = EngagementKind.STANDARD;

    @Column(name = "coaching_group")
    private @Nullable UUID coachingGroup;

    @Enumerated(EnumType.STRING)
    @Column(name = "topic")
    private @Nullable ReverseTopic topic;

    @Column(name = "rank")
    private int rank;

    @Column(name = "score")
    private BigDecimal score;

    @Column(name = "coverage")
    private BigDecimal coverage;

    @Column(name = "weight_profile")
    private String weightProfile;

    @Enumerated(EnumType.STRING)
    @Column(name = "risk_class")
    private RiskClass riskClass;

    @Column(name = "policy_version")
    private int policyVersion;

    @ColumnTransformer(write = "cast(? as jsonb)")
    @Column(name = "explanation", columnDefinition = "jsonb")
    private String explanation;

    @Column(name = "provider_version")
    private int providerVersion;

    @Column(name = "profile_revision")
    private long profileRevision;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private MatchState state;

    @Column(name = "seat")
    private boolean seat;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "overridden_by")
    private @Nullable UUID overriddenBy;

    @Column(name = "instead_of")
    private @Nullable UUID insteadOf;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Column(name = "offered_at")
    private @Nullable Instant offeredAt;

    @Column(name = "answer_by")
    private @Nullable Instant answerBy;

    @Column(name = "explore_until")
    private @Nullable LocalDate exploreUntil;

    @Column(name = "reminded_on")
    private @Nullable LocalDate remindedOn;

    @Version
    @Column(name = "version")
    private int version;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "match_approvals", joinColumns = @JoinColumn(name = "match"))
    private Set<Approval> approvals = new LinkedHashSet<>();

    protected Match() {}

    Match(Proposal proposal, Instant at) {
        id = Ids.next();
        programme = proposal.programme().value();
        run = proposal.run();
        leader = proposal.leader().value();
        provider = proposal.place().provider().id().value();
        track = proposal.track();
        rank = proposal.place().rank();
        score = proposal.place().score().total();
        coverage = proposal.place().score().coverage();
        weightProfile = proposal.weightProfile();
        riskClass = proposal.riskClass();
        policyVersion = proposal.policyVersion();
        explanation = StoredJson.of(proposal.explanation()).text();
        providerVersion = proposal.providerVersion();
        profileRevision = proposal.profileRevision();
        state = MatchState.PROPOSED;
        proposedAt = at;
        var choice = proposal.choice();
        if (choice != null) {
            overriddenBy = choice.by().value();
            reason = choice.reason();
        }
    }

    /** Two people whom a human brought together: nothing was ranked, so it is a run of its own, and no signal has a part in it. */
    Match(Arrangement arranged, Instant at) {
        id = Ids.next();
        programme = arranged.programme().value();
        run = id;
        leader = arranged.leader().value();
        provider = arranged.provider().value();
        track = arranged.track();
        kind = arranged.kind();
        var group = arranged.group();
        coachingGroup = group == null ? null : group.value();
        topic = arranged.topic();
        rank = 1;
        score = BigDecimal.ZERO;
        coverage = BigDecimal.ZERO;
        weightProfile = ARRANGED;
        riskClass = arranged.riskClass();
        policyVersion = arranged.policyVersion();
        explanation = NOTHING_RANKED;
        state = MatchState.PROPOSED;
        proposedAt = at;
        overriddenBy = arranged.by().value();
        reason = arranged.reason();
    }

    public MatchId id() {
        return new MatchId(id);
    }

    public ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    public PersonId leader() {
        return new PersonId(leader);
    }

    public PersonId provider() {
        return new PersonId(provider);
    }

    public Track track() {
        return track;
    }

    /** Whose rules its participants passed; the terms both agree on may be a shorter form of it (R3). */
    public EngagementKind kind() {
        return kind;
    }

    /** Whom the leader is coached together with; null unless the kind is GROUP. */
    public @Nullable CoachingGroupId coachingGroup() {
        return coachingGroup == null ? null : new CoachingGroupId(coachingGroup);
    }

    /** What a reverse mentor teaches; null in every other kind. */
    public @Nullable ReverseTopic topic() {
        return topic;
    }

    /** What only makes sense against a ranking: such a pair is turned down, or ended, and another one arranged. */
    void requireRanked() {
        refuse(!kind.isRanked());
    }

    /** Only of a coach or mentor of record another one can be found for fit (R58). */
    public void requireOfRecord() {
        refuse(kind.isArranged());
    }

    private void refuse(boolean arranged) {
        if (arranged) {
            throw new Refused(MatchProblems.ARRANGED, "End it, and arrange another one", Map.of("kind", kind));
        }
    }

    public MatchState state() {
        return state;
    }

    /** Which side the person is; for anybody else the match does not exist, and neither it does before approval. */
    public Party side(PersonId person) {
        if (MatchState.SEEN_BY_SIDES.contains(state)) {
            if (person.equals(leader())) {
                return Party.LEADER;
            }
            if (person.equals(provider())) {
                return Party.PROVIDER;
            }
        }
        throw new Refused(CommonProblems.NOT_FOUND, "No such match");
    }

    public int policyVersion() {
        return policyVersion;
    }

    UUID run() {
        return run;
    }

    /** Whether it is the offer of a free seat to somebody who waits. */
    public boolean isOffer() {
        return offeredAt != null;
    }

    /** Makes a fresh proposal the offer of a free seat, which it holds until it is answered or has run out. */
    void offer(Instant at) {
        offeredAt = at;
        answerBy = at.plus(OFFER_STANDS);
    }

    /** The leader took the offer; it runs out no more. */
    public void take() {
        answerBy = null;
    }

    boolean isOverdue(Instant now) {
        return answerBy != null && !now.isBefore(answerBy) && (state.isOpen() || state == MatchState.APPROVED);
    }

    /** Nobody approved the offer in time, or the leader did not answer; the seat is free for the next. */
    MatchRejected expire(Instant at) {
        require(isOverdue(at), "let run out");
        close(MatchState.EXPIRED, state == MatchState.APPROVED ? NOT_ANSWERED : NOT_APPROVED, at);
        return new MatchRejected(id(), programme(), leader(), provider(), OFFER_EXPIRED);
    }

    /** The leader does not want the seat that was offered. */
    MatchRejected decline(Instant at) {
        require(isOffer() && answerBy != null && state == MatchState.APPROVED, "declined");
        close(MatchState.REJECTED, OFFER_DECLINED, at);
        return new MatchRejected(id(), programme(), leader(), provider(), OFFER_DECLINED);
    }

    boolean isMadeFrom(long profile, int providersVersion) {
        return profileRevision == profile && providerVersion == providersVersion;
    }

    MatchProposed proposed() {
        return new MatchProposed(
                id(),
                programme(),
                leader(),
                provider(),
                track,
                run,
                rank,
                score,
                coverage,
                weightProfile,
                riskClass,
                policyVersion);
    }

    /** R51: an arranged pair is as exposed as its sides have become since it was chosen; a risk once seen stays. */
    void weigh(RiskClass risk) {
        if (risk == RiskClass.HIGH) {
            riskClass = risk;
        }
    }

    /** R47: a human applies what the engine cannot know. */
    void review() {
        require(state == MatchState.PROPOSED, "reviewed");
        state = MatchState.REVIEWED;
    }

    /**
     * Adds an approval; empty while another one is needed. Approver, leader, provider and whoever overrode to this pair are
     * different people; a high-risk pair needs two approvers, one of a second office (R51). The seat must have been checked.
     *
     * @param until when both have to say whether they go on after one meeting; null when the pair is final with the approval
     */
    Optional<MatchApproved> approve(Actor by, Instant at, @Nullable LocalDate until) {
        require(state == MatchState.REVIEWED, "approved");
        var approver = by.requirePerson();
        refuseDependent(approver.value());
        if (approvals.stream().anyMatch(approval -> approval.approver().equals(approver.value()))) {
            throw new Refused(MatchProblems.APPROVED_ALREADY, "Another person has to give the second approval");
        }
        approvals.add(Approval.by(approver, by.roles(), at));
        if (riskClass == RiskClass.HIGH && approvals.size() < 2) {
            return Optional.empty();
        }
        if (riskClass == RiskClass.HIGH && approvals.stream().noneMatch(Approval::isOfSecondOffice)) {
            throw new Refused(
                    MatchProblems.SECOND_OFFICE_MISSING, "Two programme leads cannot approve a high-risk pair");
        }
        state = until == null ? MatchState.APPROVED : MatchState.EXPLORING;
        exploreUntil = until;
        seat = true;
        decidedAt = at;
        answerBy = isOffer() ? at.plus(OFFER_STANDS) : null;
        return Optional.of(new MatchApproved(id(), programme(), leader(), provider(), approvals.size()));
    }

    MatchRejected reject(String code, Instant at) {
        require(state.isOpen() || state == MatchState.EXPLORING || state == MatchState.APPROVED, "rejected");
        close(MatchState.REJECTED, code, at);
        return new MatchRejected(id(), programme(), leader(), provider(), code);
    }

    /** This proposal gives way to {@code choice}, which a human made and another human still has to approve. */
    MatchOverridden override(Match choice, PersonId by, String code, Instant at) {
        require(state.isOpen(), "overridden");
        close(MatchState.OVERRIDDEN, code, at);
        choice.state = MatchState.REVIEWED;
        choice.overriddenBy = by.value();
        choice.insteadOf = id;
        choice.reason = code;
        return new MatchOverridden(choice.id(), programme(), leader(), id(), code);
    }

    /** Whether nothing but the two signatures, and with an offer the leader's wish, is missing. */
    boolean isFinal() {
        return state == MatchState.APPROVED;
    }

    /** Both said after their meeting that they go on: the pair is final, and has an agreement to sign. */
    public void settle(Instant at) {
        require(state == MatchState.EXPLORING, "settled");
        state = MatchState.APPROVED;
        decidedAt = at;
    }

    /** One of the two said no after their meeting: this pair is not proposed again. */
    public MatchRejected part(String code, Instant at) {
        require(state == MatchState.EXPLORING, "parted");
        close(MatchState.REJECTED, code, at);
        return new MatchRejected(id(), programme(), leader(), provider(), code);
    }

    /** Nobody said no, and not both said yes in time: the seat is free, and the pair may be proposed again. */
    public MatchRejected lapse(String code, Instant at) {
        require(state == MatchState.EXPLORING, "lapsed");
        close(MatchState.WITHDRAWN, code, at);
        return new MatchRejected(id(), programme(), leader(), provider(), code);
    }

    /** Until when both have to have said whether they go on; null when the pair was never to meet first. */
    public @Nullable LocalDate exploreUntil() {
        return exploreUntil;
    }

    /** Told to answer, once. */
    public void remind(LocalDate day) {
        remindedOn = day;
    }

    /** Both signed, and it has not come to its end. */
    public boolean isRunning() {
        return state == MatchState.ASSIGNED && seat;
    }

    /** Both signed. */
    public void assign() {
        require(state == MatchState.APPROVED, "assigned");
        state = MatchState.ASSIGNED;
    }

    /** Replaced for fit: the seat is free, and so is the leader. */
    public void reassign(String code, Instant at) {
        require(state == MatchState.ASSIGNED, "reassigned");
        close(MatchState.REASSIGNED, code, at);
    }

    /** The engagement is over; the match stays assigned in the records. */
    public void releaseSeat() {
        seat = false;
    }

    private void close(MatchState end, String code, Instant at) {
        state = end;
        seat = false;
        reason = code;
        decidedAt = at;
    }

    private void refuseDependent(UUID approver) {
        if (approver.equals(leader) || approver.equals(provider)) {
            throw new Refused(MatchProblems.NOT_INDEPENDENT, "Nobody approves a match of his own");
        }
        if (approver.equals(overriddenBy)) {
            throw new Refused(MatchProblems.NOT_INDEPENDENT, "Whoever chose this pair cannot approve it as well");
        }
    }

    private void require(boolean allowed, String step) {
        if (!allowed) {
            throw new Refused(
                    MatchProblems.WRONG_STATE,
                    "The match is " + state + " and cannot be " + step,
                    Map.of("state", state));
        }
    }
}
