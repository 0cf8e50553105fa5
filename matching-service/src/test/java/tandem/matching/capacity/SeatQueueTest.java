package tandem.matching.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.matching.capacity.Expectation.Basis;
import tandem.matching.capacity.Expectation.Seat;
import tandem.matching.capacity.SeatQueue.Offer;
import tandem.matching.capacity.SeatQueue.Seats;
import tandem.matching.capacity.SeatQueue.Waiting;
import tandem.matching.capacity.SeatQueue.Why;

/** Who is offered which seat, and when the others may expect one. */
class SeatQueueTest {

    private static final PersonId ADA = person(1);
    private static final PersonId BEA = person(2);
    private static final PersonId CLEO = person(3);
    private static final PersonId COACH = person(100);
    private static final PersonId OTHER = person(101);
    private static final LocalDate TODAY = LocalDate.of(2030, 1, 7);

    @Test
    void servesFirstWhoWaitsLongest() {
        assertThat(SeatQueue.offers(
                        List.of(waiting(ADA, 2, COACH), waiting(BEA, 1, COACH)), Map.of(COACH, new Seats(1, 0))))
                .containsExactly(new Offer(BEA, COACH, Why.BEST_FIT));
    }

    @Test
    void servesFirstWhoHasFewerToChooseFromOfThoseWhoBeganTogether() {
        assertThat(SeatQueue.offers(
                        List.of(waiting(ADA, 1, COACH, OTHER), waiting(BEA, 1, COACH)),
                        Map.of(COACH, new Seats(1, 0), OTHER, new Seats(1, 0))))
                .containsExactly(new Offer(BEA, COACH, Why.BEST_FIT), new Offer(ADA, OTHER, Why.BEST_FIT));
    }

    @Test
    void gainsNobodyAPlaceByDeclining() {
        var declined = new Waiting(BEA, at(1), 0, 1, List.of(COACH), Set.of(), null);

        assertThat(SeatQueue.inOrder(List.of(declined, waiting(ADA, 1, COACH, OTHER))))
                .extracting(Waiting::leader)
                .containsExactly(ADA, BEA);
    }

    @Test
    void keepsThePlaceOfWhoWasSilentOnceAndPutsWhoIsSilentAgainBehindTheOthers() {
        var once = silent(ADA, 1);
        var again = silent(BEA, 2);
        var never = waiting(CLEO, 3, COACH);

        assertThat(SeatQueue.inOrder(List.of(never, again, once)))
                .extracting(Waiting::leader)
                .containsExactly(ADA, CLEO, BEA);
    }

    @Test
    void offersASeatThatRanOutToTheNextAndBackOnlyWhenNobodyElseCanTakeIt() {
        var passed = new Waiting(ADA, at(1), 1, 0, List.of(COACH), Set.of(COACH), null);
        var seats = Map.of(COACH, new Seats(1, 0));

        assertThat(SeatQueue.offers(List.of(passed, waiting(BEA, 2, COACH)), seats))
                .containsExactly(new Offer(BEA, COACH, Why.BEST_FIT));
        assertThat(SeatQueue.offers(List.of(passed, waiting(BEA, 2, OTHER)), seats))
                .containsExactly(new Offer(ADA, COACH, Why.BEST_FIT));
    }

    @Test
    void prefersThePreviousProviderUnlessTheOthersCarryLess() {
        var known = new Waiting(ADA, at(1), 0, 0, List.of(OTHER, COACH), Set.of(), COACH);

        assertThat(SeatQueue.offers(List.of(known), Map.of(COACH, new Seats(1, 2), OTHER, new Seats(1, 2))))
                .containsExactly(new Offer(ADA, COACH, Why.PREVIOUS_PROVIDER));
        assertThat(SeatQueue.offers(List.of(known), Map.of(COACH, new Seats(1, 3), OTHER, new Seats(1, 2))))
                .containsExactly(new Offer(ADA, OTHER, Why.BEST_FIT));
        assertThat(SeatQueue.offers(List.of(known), Map.of(COACH, new Seats(0, 2), OTHER, new Seats(1, 2))))
                .containsExactly(new Offer(ADA, OTHER, Why.BEST_FIT));
    }

    @Test
    void expectsTheEarliestSeatForEachInTheOrderOfTheQueue() {
        var seats = List.of(
                new Seat(COACH, TODAY.plusDays(10), Basis.ENGAGEMENT_ENDS),
                new Seat(OTHER, TODAY.plusDays(20), Basis.ENGAGEMENT_ENDS));
        var queue = List.of(waiting(CLEO, 3, COACH), waiting(ADA, 1, OTHER, COACH), waiting(BEA, 2, OTHER, COACH));

        assertThat(Expectation.of(queue, seats, 3))
                .containsEntry(ADA, seats.get(0))
                .containsEntry(BEA, seats.get(1))
                .containsEntry(CLEO, new Seat(COACH, TODAY.plusDays(10).plusMonths(3), Basis.NEXT_TERM_ENDS));
    }

    @Test
    void expectsNothingWhereARuleSpeaksAgainstEverybody() {
        assertThat(Expectation.of(List.of(waiting(ADA, 1)), List.of(new Seat(COACH, TODAY, Basis.FREE)), 3))
                .isEmpty();
    }

    @RepeatedTest(300)
    void neverOffersASeatTwiceAndLeavesNoneFreeThatSomebodyCouldTake(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var seats = seats(random);
        var queue = queue(random, seats);

        var offers = SeatQueue.offers(queue, seats);

        assertThat(offers).extracting(Offer::leader).doesNotHaveDuplicates();
        var used = offers.stream().collect(Collectors.groupingBy(Offer::provider, Collectors.counting()));
        used.forEach((provider, count) -> assertThat(count).isLessThanOrEqualTo(free(seats, provider)));
        var byLeader = queue.stream().collect(Collectors.toMap(Waiting::leader, Function.identity()));
        assertThat(offers)
                .allSatisfy(offer -> assertThat(byLeader.get(offer.leader()))
                        .satisfies(one -> assertThat(one.choices()).contains(offer.provider())));
        var served = offers.stream().map(Offer::leader).collect(Collectors.toSet());
        queue.stream()
                .filter(one -> !served.contains(one.leader()))
                .forEach(one -> assertThat(one.choices())
                        .allSatisfy(provider ->
                                assertThat(used.getOrDefault(provider, 0L)).isEqualTo(free(seats, provider))));
    }

    @RepeatedTest(300)
    void offersTheSameInWhateverOrderTheQueueIsTold(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var seats = seats(random);
        var queue = queue(random, seats);
        var shuffled = new ArrayList<>(queue);
        Collections.shuffle(shuffled, random);

        assertThat(SeatQueue.offers(shuffled, seats)).isEqualTo(SeatQueue.offers(queue, seats));
        assertThat(SeatQueue.inOrder(shuffled)).isEqualTo(SeatQueue.inOrder(queue));
    }

    /** One seat, whoever gets it never answers: it goes through everybody who can take it before it comes back. */
    @RepeatedTest(100)
    void cascadesThroughEverybodyWhoCanTakeTheSeat(RepetitionInfo repetition) {
        int leaders = 1 + new Random(repetition.getCurrentRepetition()).nextInt(8);
        var queue = LongStream.rangeClosed(1, leaders)
                .mapToObj(n -> waiting(person(n), n, COACH))
                .collect(Collectors.toCollection(ArrayList::new));
        var seats = Map.of(COACH, new Seats(1, 0));
        var offered = new ArrayList<PersonId>();

        for (int i = 0; i < leaders; i++) {
            var leader = SeatQueue.offers(queue, seats).getFirst().leader();
            offered.add(leader);
            queue.replaceAll(one -> one.leader().equals(leader)
                    ? new Waiting(leader, one.since(), one.silences() + 1, 0, one.choices(), Set.of(COACH), null)
                    : one);
        }

        assertThat(offered)
                .isEqualTo(LongStream.rangeClosed(1, leaders)
                        .mapToObj(SeatQueueTest::person)
                        .toList());
        assertThat(SeatQueue.offers(queue, seats)).extracting(Offer::leader).containsExactly(person(1));
    }

    private static long free(Map<PersonId, Seats> seats, PersonId provider) {
        return seats.getOrDefault(provider, new Seats(0, 0)).free();
    }

    private static Map<PersonId, Seats> seats(Random random) {
        var seats = new HashMap<PersonId, Seats>();
        for (int p = 0; p < 1 + random.nextInt(6); p++) {
            seats.put(person(100 + p), new Seats(random.nextInt(3), random.nextInt(4)));
        }
        return seats;
    }

    private static List<Waiting> queue(Random random, Map<PersonId, Seats> seats) {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(n -> {
                    var choices = new ArrayList<>(seats.keySet().stream()
                            .filter(provider -> random.nextBoolean())
                            .toList());
                    Collections.shuffle(choices, random);
                    var passed = choices.stream()
                            .filter(provider -> random.nextInt(4) == 0)
                            .collect(Collectors.toSet());
                    @Nullable PersonId previous = choices.isEmpty() || random.nextBoolean() ? null : choices.getLast();
                    return new Waiting(
                            person(n), at(random.nextInt(3)), random.nextInt(3), 0, choices, passed, previous);
                })
                .toList();
    }

    private static Waiting silent(PersonId leader, int silences) {
        return new Waiting(leader, at(1), silences, 0, List.of(COACH), Set.of(), null);
    }

    private static Waiting waiting(PersonId leader, long since, PersonId... choices) {
        return new Waiting(leader, at(since), 0, 0, List.of(choices), Set.of(), null);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static PersonId person(long n) {
        return new PersonId(new UUID(0, n));
    }
}
