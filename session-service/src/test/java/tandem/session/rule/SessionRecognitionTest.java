package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.session.rule.SessionRecognition.Known;
import tandem.session.rule.SessionRecognition.Pair;
import tandem.session.rule.SessionRecognition.Reason;
import tandem.session.rule.SessionRecognition.Recognition.Dropped;
import tandem.session.rule.SessionRecognition.Recognition.Session;
import tandem.session.rule.SessionRecognition.Recognition.Suggestion;
import tandem.session.rule.SessionRecognition.Sighting;

class SessionRecognitionTest {
    private static final PersonId LEA = new PersonId(new UUID(0, 1));
    private static final PersonId CARL = new PersonId(new UUID(0, 2));
    private static final PersonId MONA = new PersonId(new UUID(0, 3));
    private static final EngagementId COACHING = new EngagementId(new UUID(1, 1));
    private static final EngagementId MENTORING = new EngagementId(new UUID(1, 2));
    private static final Term TERM = Term.of(LocalDate.parse("2030-01-01"), LocalDate.parse("2030-03-31"));
    private static final Instant IN_TERM = Instant.parse("2030-02-01T09:00:00Z");
    private static final Instant AFTER_TERM = Instant.parse("2030-05-01T09:00:00Z");

    private final World world = new World();

    @Test
    void takesAnEventThatNamesARunningEngagement() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(naming(COACHING.toString()))).isEqualTo(new Session(COACHING, TERM));
    }

    @Test
    void dropsAnEventThatNamesAnEngagementNobodySigned() {
        assertThat(world.decide(naming(COACHING.toString()))).isEqualTo(new Dropped(Reason.ENGAGEMENT_UNKNOWN));
    }

    @Test
    void dropsAnEventThatNamesNoEngagementOfOurs() {
        assertThat(world.decide(naming("engagement"))).isEqualTo(new Dropped(Reason.ENGAGEMENT_UNKNOWN));
    }

    @Test
    void dropsWhatANamedEngagementNoLongerTakes() {
        world.ended(COACHING, LEA, CARL);

        assertThat(world.decide(naming(COACHING.toString()))).isEqualTo(new Dropped(Reason.ENGAGEMENT_ENDED));
    }

    @Test
    void dropsANamedEventOutsideTheTerm() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(new Sighting(COACHING.toString(), null, List.of(), at(AFTER_TERM))))
                .isEqualTo(new Dropped(Reason.OUTSIDE_TERM));
    }

    @Test
    void readsNoCalendarOfSomeoneWhoDidNotAllowIt() {
        world.runs(COACHING, LEA, CARL);
        world.allowed.remove(LEA);

        assertThat(world.decide(naming(COACHING.toString()))).isEqualTo(new Dropped(Reason.CALENDAR_NOT_ALLOWED));
        assertThat(world.decide(between(LEA, CARL))).isEqualTo(new Dropped(Reason.CALENDAR_NOT_ALLOWED));
    }

    @Test
    void followsAMeetingItAlreadyFollows() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(new Sighting(null, COACHING, List.of(), at(IN_TERM))))
                .isEqualTo(new Session(COACHING, TERM));
    }

    @Test
    void keepsFollowingAMeetingThatLeavesTheTerm() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(new Sighting(null, COACHING, List.of(), at(AFTER_TERM))))
                .isEqualTo(new Session(COACHING, TERM));
    }

    @Test
    void suggestsAMeetingOfExactlyTheTwoSides() {
        world.runs(COACHING, LEA, CARL);
        world.runs(MENTORING, LEA, MONA);

        assertThat(world.decide(between(LEA, CARL))).isEqualTo(new Suggestion(COACHING, TERM));
    }

    @Test
    void dropsAMeetingWithAThirdPerson() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(between(LEA, CARL, MONA))).isEqualTo(new Dropped(Reason.NOT_TWO_PARTICIPANTS));
    }

    @Test
    void dropsAMeetingWithAStranger() {
        world.runs(COACHING, LEA, CARL);
        var sighting = new Sighting(null, null, List.of(Optional.of(LEA), Optional.empty()), at(IN_TERM));

        assertThat(world.decide(sighting)).isEqualTo(new Dropped(Reason.PARTICIPANT_UNKNOWN));
    }

    @Test
    void dropsAMeetingOfTwoWhoShareNoEngagement() {
        world.runs(COACHING, LEA, CARL);

        assertThat(world.decide(between(CARL, MONA))).isEqualTo(new Dropped(Reason.NO_COMMON_ENGAGEMENT));
    }

    @Test
    void dropsAMeetingThatCouldBelongToEitherOfTwoEngagements() {
        world.runs(COACHING, LEA, MONA);
        world.runs(MENTORING, LEA, MONA);

        assertThat(world.decide(between(LEA, MONA))).isEqualTo(new Dropped(Reason.SEVERAL_ENGAGEMENTS));
    }

    @Test
    void dropsAMeetingOfTheTwoSidesOutsideTheTerm() {
        world.runs(COACHING, LEA, CARL);
        var sighting = new Sighting(null, null, List.of(Optional.of(LEA), Optional.of(CARL)), at(AFTER_TERM));

        assertThat(world.decide(sighting)).isEqualTo(new Dropped(Reason.OUTSIDE_TERM));
    }

    private static Sighting naming(String engagement) {
        return new Sighting(engagement, null, List.of(), at(IN_TERM));
    }

    private static Sighting between(PersonId... people) {
        return new Sighting(
                null, null, List.of(people).stream().map(Optional::of).toList(), at(IN_TERM));
    }

    private static Optional<Predicate<Term>> at(Instant start) {
        return Optional.of(term -> term.holds(start));
    }

    private static final class World implements Known {
        private final List<Pair> pairs = new ArrayList<>();
        private final Set<PersonId> allowed = new HashSet<>(Set.of(LEA, CARL, MONA));

        void runs(EngagementId engagement, PersonId leader, PersonId provider) {
            pairs.add(new Pair(engagement, leader, provider, TERM, true));
        }

        void ended(EngagementId engagement, PersonId leader, PersonId provider) {
            pairs.add(new Pair(engagement, leader, provider, TERM, false));
        }

        SessionRecognition.Recognition decide(Sighting sighting) {
            return SessionRecognition.of(sighting, this);
        }

        @Override
        public Optional<Pair> engagement(EngagementId engagement) {
            return pairs.stream()
                    .filter(pair -> pair.engagement().equals(engagement))
                    .findFirst();
        }

        @Override
        public List<Pair> engagementsOf(PersonId one, PersonId other) {
            return pairs.stream()
                    .filter(pair -> Set.of(one, other).equals(Set.of(pair.leader(), pair.provider())))
                    .toList();
        }

        @Override
        public boolean calendarAllowed(PersonId person) {
            return allowed.contains(person);
        }
    }
}
