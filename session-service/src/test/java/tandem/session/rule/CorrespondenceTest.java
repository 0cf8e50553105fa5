package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.Party.LEADER;
import static tandem.events.Party.PROVIDER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Correspondence.Letter;
import tandem.session.rule.Correspondence.Proposal;

class CorrespondenceTest {
    private static final Instant MONDAY = Instant.parse("2030-01-07T09:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
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

    /** 2,000 courses of events; the seed of each is its number, so a failure can be played again. */
    @Test
    void endsWithTheSameInAllCalendarsWhateverCrossesOnTheWay() {
        for (var seed = 0; seed < 2_000; seed++) {
            var play = new Play(new Random(seed));
            for (var step = 0; step < 40; step++) {
                play.step();
            }
            play.deliverAll();
            play.check("seed " + seed);
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

    /** Tandem, two calendars, and mail that overtakes and comes twice. */
    private static final class Play {
        private final Random random;
        private final Calendar leaders = new Calendar();
        private final Calendar providers = new Calendar();
        private final List<Letter> out = new ArrayList<>();
        private final List<Answer> in = new ArrayList<>();
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
            switch (random.nextInt(10)) {
                case 0 ->
                    edit(tandem.moved(
                            MONDAY.plus(Duration.ofHours(random.nextInt(5))),
                            end(MONDAY).plus(Duration.ofHours(9))));
                case 1 -> {
                    if (random.nextInt(20) == 0) {
                        edit(tandem.cancelled());
                    }
                }
                case 2, 3 -> say(random.nextBoolean() ? LEADER : PROVIDER);
                case 4, 5, 6 -> deliverOne(out.isEmpty());
                default -> deliverOne(!in.isEmpty());
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
            // each thing said here or there is told to two sides at the most
            assertThat(written).as(course).isLessThanOrEqualTo(2 * (said + 1));
        }

        private Calendar calendar(Party party) {
            return party == LEADER ? leaders : providers;
        }

        private void edit(Correspondence next) {
            said++;
            tandem = next;
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
                in.add(new Answer(
                        party,
                        null,
                        calendar.sequence,
                        STAMP.plusSeconds(++clock),
                        calendar.declined ? Response.DECLINED : Response.ACCEPTED,
                        null));
            }
        }

        private void deliverOne(boolean toTandem) {
            if (toTandem && !in.isEmpty()) {
                tandem = tandem.answered(take(in));
                write();
            } else if (!toTandem && !out.isEmpty()) {
                var letter = take(out);
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
