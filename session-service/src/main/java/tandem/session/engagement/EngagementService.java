package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.PersonId;
import tandem.events.ProfileState.CalendarProfile;
import tandem.runtime.outbox.Outbox;
import tandem.session.rule.SessionRecognition.Known;
import tandem.session.rule.SessionRecognition.Pair;

/** Keeps what the others tell about engagements, and answers the recognition of sessions from it. */
@ApplicationScoped
public class EngagementService implements Known {

    private final Engagements engagements;
    private final ProgrammeTerms terms;
    private final CalendarPermissions permissions;
    private final ErasedPeople erased;
    private final Outbox outbox;

    EngagementService(
            Engagements engagements,
            ProgrammeTerms terms,
            CalendarPermissions permissions,
            ErasedPeople erased,
            Outbox outbox) {
        this.engagements = engagements;
        this.terms = terms;
        this.permissions = permissions;
        this.erased = erased;
        this.outbox = outbox;
    }

    @Transactional
    public void start(EngagementStarted started) {
        if (engagements.find(started.engagement()).isEmpty()) {
            var engagement = new Engagement(started);
            for (var side : List.of(started.leader(), started.provider())) {
                erased.standInOf(side).ifPresent(standIn -> engagement.replace(side, standIn));
            }
            engagements.persist(engagement);
        }
    }

    /** Both signed other terms: cadence, length and last day are theirs from now on (R80, R85). */
    @Transactional
    public void amend(EngagementAmended amended) {
        engagements
                .find(amended.engagement())
                .filter(Engagement::isRunning)
                .ifPresent(engagement -> engagement.amend(amended));
    }

    @Transactional
    public void end(EngagementEnded ended) {
        engagements
                .find(ended.engagement())
                .ifPresent(engagement -> outbox.appendAll(engagement.end(ended.endedOn(), ended.reason())));
    }

    @Transactional
    public void publish(PolicyPublished policy) {
        terms.keep(policy);
    }

    @Transactional
    public void allowCalendar(CalendarProfile state) {
        permissions.keep(state);
    }

    @Transactional
    public void forgetCalendar(PersonId person) {
        permissions.remove(person);
    }

    @Transactional
    public void withdrawCalendar(PersonId person, long version) {
        permissions.withdraw(person, version);
    }

    /** A session of the engagement was held until {@code endedAt}. */
    @Transactional
    public void heard(EngagementId engagement, Instant endedAt) {
        engagements.get(engagement).heard(endedAt);
    }

    /** Puts the stand-in in the person's place; answers in how many engagements. */
    @Transactional
    public int erase(PersonId person, UUID erasedAs) {
        erased.add(person, erasedAs);
        permissions.erase(person);
        var touched = engagements.of(person);
        touched.forEach(engagement -> engagement.replace(person, erasedAs));
        return touched.size();
    }

    /** Tells some of the reviews and snapshots that are due; answers whether there may be more. */
    @Transactional
    boolean tellCheckpoints(LocalDate day) {
        var reviews = engagements.reviewDueOn(day);
        var snapshots = engagements.snapshotDueOn(day);
        outbox.appendAll(reviews.stream().map(Engagement::reachReview).toList());
        outbox.appendAll(snapshots.stream().map(Engagement::reachSnapshot).toList());
        return !reviews.isEmpty() || !snapshots.isEmpty();
    }

    /** The same answers, those about these engagements asked for at once. */
    @Transactional(TxType.MANDATORY)
    public Known ahead(Collection<EngagementId> ids) {
        if (ids.isEmpty()) {
            return this;
        }
        var pairs = engagements.find(ids).stream()
                .map(Engagement::pair)
                .collect(Collectors.toMap(Pair::engagement, Function.identity()));
        var people = pairs.values().stream()
                .flatMap(pair -> Stream.of(pair.leader(), pair.provider()))
                .collect(Collectors.toSet());
        return new Ahead(this, pairs, people, permissions.allowedOf(people));
    }

    private record Ahead(Known others, Map<EngagementId, Pair> pairs, Set<PersonId> people, Set<PersonId> allowed)
            implements Known {

        @Override
        public Optional<Pair> engagement(EngagementId engagement) {
            return pairs.containsKey(engagement) ? Optional.of(pairs.get(engagement)) : others.engagement(engagement);
        }

        @Override
        public List<Pair> engagementsOf(PersonId one, PersonId other) {
            return others.engagementsOf(one, other);
        }

        @Override
        public boolean calendarAllowed(PersonId person) {
            return people.contains(person) ? allowed.contains(person) : others.calendarAllowed(person);
        }
    }

    @Override
    public Optional<Pair> engagement(EngagementId engagement) {
        return engagements.find(engagement).map(Engagement::pair);
    }

    @Override
    public List<Pair> engagementsOf(PersonId one, PersonId other) {
        return engagements.between(one, other).stream().map(Engagement::pair).toList();
    }

    @Override
    public boolean calendarAllowed(PersonId person) {
        return permissions.allows(person);
    }
}
