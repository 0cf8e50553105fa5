package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.Party.LEADER;
import static tandem.events.Party.PROVIDER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Correspondence.Letter;
import tandem.session.rule.Correspondence.Proposal;

class CorrespondenceTest {
    private static final Instant MONDAY = Instant.parse("2030-01-07T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final int LONGEST_COURSE = 40;
    private static final int COURSES_OF_A_LENGTH = 150;
    private static final Instant STAMP = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void invitesBothSidesOnce() {
        var round = begin().write();

        assertThat(round.letters()).extracting(Letter::to).containsExactly(LEADER, PROVIDER);
        assertThat(round.letters()).extracting(Letter::sequence).containsOnly(0L);
        assertThat(round.next().write().letters()).isEmpty();
    }

    @Test
    void tellsTheOtherSideOfADeclineAndNotTheOneWhoDeclined() {
        var round = answered(begin().write().next(), LEADER, 0, 1, Response.DECLINED)
                .write();

        assertThat(round.next().takesPlace()).isFalse();
        assertThat(round.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo(PROVIDER);
            assertThat(letter.says().off()).isTrue();
            assertThat(letter.sequence()).isEqualTo(1);
        });
    }

    @Test
    void putsItBackForWhoHadLostIt() {
        var off = answered(begin().write().next(), LEADER, 0, 1, Response.DECLINED)
                .write()
                .next();

        var round = answered(off, LEADER, 0, 2, Response.ACCEPTED).write();

        assertThat(round.next().takesPlace()).isTrue();
        assertThat(round.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.to()).isEqualTo(PROVIDER);
            assertThat(letter.says().off()).isFalse();
            assertThat(letter.sequence()).isEqualTo(2);
        });
    }

    @Test
    void asksBothAnewForAnotherTime() {
        var off = answered(begin().write().next(), LEADER, 0, 1, Response.DECLINED)
                .write()
                .next();

        var round = off.moved(TUESDAY, end(TUESDAY)).write();

        assertThat(round.next().takesPlace()).isTrue();
        assertThat(round.letters()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.sequence()).isEqualTo(2);
            assertThat(letter.says().startsAt()).isEqualTo(TUESDAY);
        });
        assertThat(answered(round.next(), LEADER, 0, 9, Response.DECLINED).takesPlace())
                .isTrue();
    }

    @Test
    void takesWhatIsCalledOffFromEveryCalendar() {
        var declined = answered(begin().write().next(), LEADER, 0, 1, Response.DECLINED)
                .write()
                .next();

        assertThat(declined.cancelled().write().letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.to()).isEqualTo(LEADER));
        assertThat(begin().write().next().cancelled().write().letters()).hasSize(2);
    }

    @Test
    void forgetsAProposalThatWasAnswered() {
        var wish = new Proposal(LEADER, 0, STAMP, TUESDAY, end(TUESDAY));
        var proposed = begin().write().next().proposed(wish);

        assertThat(proposed.proposal()).isEqualTo(wish);
        assertThat(proposed.withoutProposal().proposed(wish).proposal()).isNull();
        assertThat(proposed.moved(TUESDAY, end(TUESDAY)).proposed(wish).proposal())
                .isNull();
        assertThat(proposed.write().letters()).isEmpty();
    }

    /**
     * 6,000 courses of events, the shortest first: what fails first is about as small as it gets. The seed and the length of each are in
     * the message, so a failure can be played again.
     */
    @Test
    void endsWithTheSameInAllCalendarsWhateverCrossesOnTheWay() {
        for (var length = 1; length <= LONGEST_COURSE; length++) {
            for (var seed = 0; seed < COURSES_OF_A_LENGTH; seed++) {
                var play = new Play(new Random(seed));
                for (var step = 0; step < length; step++) {
                    play.step();
                }
                play.deliverAll();
                play.check("seed " + seed + ", " + length + " steps: " + play.course);
            }
        }
    }

    /** A calendar program: what it shows is by the highest SEQUENCE it has seen, and by its owner's own answer. */
    private static final class Calendar {
        private long sequence = -1;
        private @Nullable Instant at;
        private boolean declined;

        void take(Letter letter) {
            if (letter.sequence() > sequence) {
                sequence = letter.sequence();
                declined = false;
                at = letter.says().off() ? null : letter.says().startsAt();
            }
        }
    }

    /** What a side's calendar sends: an answer, or a proposal. */
    private interface Mail extends UnaryOperator<Correspondence> {}

    /** Tandem, two calendars, and mail that overtakes and comes twice. */
    private static final class Play {
        private final Random random;
        private final Calendar leaders = new Calendar();
        private final Calendar providers = new Calendar();
        private final List<Letter> out = new ArrayList<>();
        private final List<Mail> in = new ArrayList<>();
        private final List<String> course = new ArrayList<>();
        private final Set<Instant> asked = new HashSet<>(Set.of(MONDAY));
        private final Set<Proposal> decided = new HashSet<>();
        private Correspondence tandem;
        private int written;
        private int said;
        private int clock;

        Play(Random random) {
            this.random = random;
            tandem = begin();
            write();
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0 -> {
                    var start = MONDAY.plus(Duration.ofHours(random.nextInt(5)));
                    edit("moved here to " + start, tandem.moved(start, end(start)));
                }
                case 1 -> {
                    if (random.nextInt(20) == 0) {
                        edit("called off", tandem.cancelled());
                    }
                }
                case 2, 3 -> say(random.nextBoolean() ? LEADER : PROVIDER);
                case 4 -> propose(random.nextBoolean() ? LEADER : PROVIDER);
                case 5 -> decide();
                case 6, 7, 8 -> deliverOne(out.isEmpty());
                default -> deliverOne(!in.isEmpty());
            }
        }

        /** A side's calendar would rather have another time. */
        private void propose(Party party) {
            var calendar = calendar(party);
            if (calendar.at != null) {
                var start = MONDAY.plus(Duration.ofHours(24 + random.nextInt(5)));
                var wish = new Proposal(party, calendar.sequence, STAMP.plusSeconds(++clock), start, end(start));
                course.add(party + " would rather have " + start);
                in.add(told -> told.proposed(wish));
            }
        }

        /** The other side takes what was proposed, or does not want it. */
        private void decide() {
            var wish = tandem.proposal();
            if (wish != null) {
                decided.add(wish);
            }
            if (wish != null && random.nextBoolean()) {
                var at = STAMP.plusSeconds(++clock);
                edit(
                        "proposal taken",
                        tandem.moved(wish.startsAt(), wish.endsAt())
                                .accepted(LEADER, at)
                                .accepted(PROVIDER, at));
            } else if (wish != null) {
                edit("proposal not wanted", tandem.withoutProposal());
            }
        }

        void deliverAll() {
            while (!in.isEmpty() || !out.isEmpty()) {
                deliverOne(!in.isEmpty());
            }
        }

        void check(String course) {
            for (var party : Party.values()) {
                var calendar = calendar(party);
                var shown = calendar.declined ? null : calendar.at;
                assertThat(shown).as(course + " " + party).isEqualTo(tandem.takesPlace() ? tandem.startsAt() : null);
            }
            assertThat(tandem.write().letters()).as(course).isEmpty();
            assertThat(tandem.startsAt()).as(course).isIn(asked);
            // each thing said here or there is told to two sides at the most
            assertThat(written).as(course).isLessThanOrEqualTo(2 * (said + 1));
        }

        /** What is waited for answers the time that is asked for, and nobody has answered it before. */
        private void checkProposal() {
            var wish = tandem.proposal();
            if (wish != null) {
                assertThat(wish.sequence()).as("%s", course).isGreaterThanOrEqualTo(tandem.asked());
                assertThat(decided).as("%s", course).doesNotContain(wish);
            }
        }

        private Calendar calendar(Party party) {
            return party == LEADER ? leaders : providers;
        }

        private void edit(String what, Correspondence next) {
            course.add(what);
            said++;
            tandem = next;
            asked.add(next.startsAt());
            write();
        }

        private void write() {
            var round = tandem.write();
            tandem = round.next();
            written += round.letters().size();
            out.addAll(round.letters());
        }

        /** Somebody answers what their calendar shows. */
        private void say(Party party) {
            var calendar = calendar(party);
            if (calendar.at != null) {
                calendar.declined = random.nextBoolean();
                said++;
                var response = calendar.declined ? Response.DECLINED : Response.ACCEPTED;
                var answer = new Answer(party, null, calendar.sequence, STAMP.plusSeconds(++clock), response, null);
                course.add(party + " " + response + " " + calendar.sequence);
                in.add(told -> told.answered(answer));
            }
        }

        private void deliverOne(boolean toTandem) {
            if (toTandem && !in.isEmpty()) {
                course.add("mail comes in");
                tandem = take(in).apply(tandem);
                checkProposal();
                write();
            } else if (!toTandem && !out.isEmpty()) {
                var letter = take(out);
                course.add(letter.to() + " gets " + letter.sequence());
                calendar(letter.to()).take(letter);
            }
        }

        /** Any of them; now and then it stays and comes again. */
        private <T> T take(List<T> mails) {
            var which = random.nextInt(mails.size());
            return random.nextInt(8) == 0 ? mails.get(which) : mails.remove(which);
        }
    }

    private static Correspondence begin() {
        return Correspondence.begin(MONDAY, end(MONDAY));
    }

    private static Instant end(Instant start) {
        return start.plusSeconds(3_600);
    }

    private static Correspondence answered(
            Correspondence told, Party party, long sequence, int seconds, Response response) {
        return told.answered(new Answer(party, null, sequence, STAMP.plusSeconds(seconds), response, null));
    }
}
