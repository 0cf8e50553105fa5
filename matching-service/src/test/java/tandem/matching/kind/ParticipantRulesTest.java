package tandem.matching.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EngagementKind;
import tandem.events.PersonId;

class ParticipantRulesTest {

    private static final int PAIRS = 5_000;
    private static final List<PersonId> PEOPLE =
            Stream.generate(() -> new PersonId(UUID.randomUUID())).limit(4).toList();
    private static final PersonId ONE = PEOPLE.getFirst();
    private static final PersonId OTHER = PEOPLE.getLast();

    @ParameterizedTest
    @CsvSource({"3, 3, true", "3, 4, true", "4, 3, true", "3, 5, false", "6, 3, false"})
    void takesPeersOfASimilarStage(int one, int other, boolean similar) {
        var faults = ParticipantRules.against(peers(person(ONE, one), person(OTHER, other)));

        assertThat(faults).isEqualTo(similar ? List.of() : List.of(ParticipantFault.LEVELS_TOO_FAR_APART));
    }

    @ParameterizedTest
    @CsvSource({"5, 2, true", "5, 4, true", "5, 5, false", "5, 6, false", "1, 1, false"})
    void letsTheJuniorMentorTheSenior(int senior, int mentor, boolean junior) {
        var faults = ParticipantRules.against(reverse(person(ONE, senior), person(OTHER, mentor)));

        assertThat(faults).isEqualTo(junior ? List.of() : List.of(ParticipantFault.MENTOR_NOT_JUNIOR));
    }

    @ParameterizedTest
    @EnumSource(ReverseTopic.class)
    void letsAReverseMentorTeachEachOfTheThreeFields(ReverseTopic topic) {
        var pairing = new Pairing(EngagementKind.REVERSE, person(ONE, 5), person(OTHER, 2), topic, false);

        assertThat(ParticipantRules.against(pairing)).isEmpty();
    }

    @Test
    void asksAReverseMentorForATopicAndAPeerForNone() {
        var reverse = new Pairing(EngagementKind.REVERSE, person(ONE, 5), person(OTHER, 2), null, false);
        var peers = new Pairing(EngagementKind.PEER, person(ONE, 3), person(OTHER, 3), ReverseTopic.DIGITAL, false);

        assertThat(ParticipantRules.against(reverse)).containsExactly(ParticipantFault.TOPIC_MISSING);
        assertThat(ParticipantRules.against(peers)).containsExactly(ParticipantFault.TOPIC_NOT_ASKED);
    }

    @Test
    void asksAReverseMentorForBiasTrainingAndTheConflictChecklistAlone() {
        var unproven = new Participant(OTHER, 2, null, Set.of(), false, false, false, false, false, false, false);

        assertThat(ParticipantRules.against(reverse(person(ONE, 5), unproven)))
                .containsExactly(ParticipantFault.BIAS_TRAINING_MISSING, ParticipantFault.CONFLICT_CHECK_MISSING);
    }

    @Test
    void letsNobodyMentorWhoIsKeptFromServing() {
        var held = new Participant(OTHER, 2, null, Set.of(), false, false, false, true, true, true, false);

        assertThat(ParticipantRules.against(reverse(person(ONE, 5), held)))
                .containsExactly(ParticipantFault.MENTOR_HELD);
    }

    @Test
    void asksPeersForNoProofs() {
        var one = new Participant(ONE, 3, null, Set.of(), true, false, false, false, false, false, false);
        var other = new Participant(OTHER, 3, null, Set.of(), true, false, false, true, false, false, false);

        assertThat(ParticipantRules.against(peers(one, other))).isEmpty();
    }

    @Test
    void asksOfBothPeersWhatItAsksOfOneSeniorOnly() {
        var outside = new Participant(OTHER, 3, null, Set.of(), false, false, true, false, true, true, false);

        assertThat(ParticipantRules.against(peers(person(ONE, 3), outside)))
                .containsExactly(ParticipantFault.NOT_ENROLLED, ParticipantFault.PLACED_ALREADY);
        assertThat(ParticipantRules.against(reverse(person(ONE, 5), outside))).isEmpty();
        assertThat(ParticipantRules.against(reverse(
                        new Participant(ONE, 5, null, Set.of(), false, false, true, false, false, false, false),
                        person(OTHER, 2))))
                .containsExactly(ParticipantFault.NOT_ENROLLED, ParticipantFault.PLACED_ALREADY);
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE"})
    void pairsNobodyOfWhomNothingMayBeKnown(EngagementKind kind) {
        var unknown = new Participant(OTHER, null, null, Set.of(), true, false, false, false, true, true, false);
        var pairing = new Pairing(kind, person(ONE, 5), unknown, topic(kind), false);

        assertThat(ParticipantRules.against(pairing)).containsExactly(ParticipantFault.LEVEL_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"PEER", "REVERSE"})
    void keepsASecondRoleAndALeaveOut(EngagementKind kind) {
        int below = kind == EngagementKind.PEER ? 5 : 4;
        var away = new Participant(OTHER, below, null, Set.of(), true, true, false, false, true, true, false);
        var pairing = new Pairing(kind, person(ONE, 5), away, topic(kind), true);

        assertThat(ParticipantRules.against(pairing))
                .containsExactly(ParticipantFault.OTHER_ROLE, ParticipantFault.AWAY);
    }

    @Test
    void saysThatNobodyIsAPairOfOneself() {
        assertThat(ParticipantRules.against(peers(person(ONE, 3), person(ONE, 3))))
                .containsExactly(ParticipantFault.SAME_PERSON);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PEER", "REVERSE", "MANAGER_AS_COACH"},
            mode = EnumSource.Mode.EXCLUDE)
    void arrangesNothingThatComesOutOfARanking(EngagementKind kind) {
        var pairing = new Pairing(kind, person(ONE, 3), person(OTHER, 3), null, false);

        assertThat(ParticipantRules.against(pairing)).containsExactly(ParticipantFault.KIND_NOT_ARRANGED);
    }

    /** Whatever is said of one peer could be said of the other. */
    @Test
    void saysTheSameOfPeersFromEitherSide() {
        anyPairings(EngagementKind.PEER)
                .forEach(pairing -> assertThat(ParticipantRules.against(swapped(pairing)))
                        .as("%s", pairing)
                        .isEqualTo(ParticipantRules.against(pairing)));
    }

    @Test
    void neverLetsTwoBeReverseMentorsOfEachOther() {
        assertThat(anyPairings(EngagementKind.REVERSE)
                        .filter(pairing -> ParticipantRules.against(pairing).isEmpty())
                        .peek(pairing -> assertThat(ParticipantRules.against(swapped(pairing)))
                                .as("%s", pairing)
                                .contains(ParticipantFault.MENTOR_NOT_JUNIOR)))
                .as("pairings without a fault, or the test says nothing")
                .isNotEmpty();
    }

    @Test
    void letsTheOwnTrainedManagerCoach() {
        var manager = trained(OTHER, false);

        assertThat(ParticipantRules.against(managerAsCoach(reportOf(OTHER), manager)))
                .isEmpty();
        assertThat(ParticipantRules.against(managerAsCoach(reportOf(PEOPLE.get(1)), manager)))
                .containsExactly(ParticipantFault.NOT_THE_MANAGER);
        assertThat(ParticipantRules.against(managerAsCoach(reportOf(OTHER), person(OTHER, 5))))
                .containsExactly(ParticipantFault.COACH_UNTRAINED);
        assertThat(ParticipantRules.against(managerAsCoach(reportOf(OTHER), trained(OTHER, true))))
                .containsExactly(ParticipantFault.MENTOR_HELD);
    }

    /** R20: managing is not coaching, so nobody but the manager is one in the kind that is made for managers. */
    @Test
    void letsNobodyCoachAsManagerWhoIsNone() {
        assertThat(anyPairings(EngagementKind.MANAGER_AS_COACH)
                        .filter(pairing ->
                                !pairing.provider().id().equals(pairing.leader().manager())))
                .isNotEmpty()
                .allSatisfy(pairing ->
                        assertThat(ParticipantRules.against(pairing)).contains(ParticipantFault.NOT_THE_MANAGER));
        assertThat(anyPairings(EngagementKind.MANAGER_AS_COACH)
                        .filter(pairing -> ParticipantRules.against(pairing).isEmpty()))
                .as("pairings without a fault, or the test says nothing")
                .isNotEmpty();
    }

    /** R20: no other kind lets a manager be who coaches or mentors, nor the other way round. */
    @ParameterizedTest
    @EnumSource(names = "MANAGER_AS_COACH", mode = EnumSource.Mode.EXCLUDE)
    void letsNoKindPairAReportingLine(EngagementKind kind) {
        assertThat(anyPairings(kind).filter(ParticipantRulesTest::isInOneLine))
                .isNotEmpty()
                .allSatisfy(
                        pairing -> assertThat(ParticipantRules.against(pairing)).isNotEmpty());
    }

    @Test
    void namesTheRuleOfEveryReason() {
        assertThat(ParticipantFault.values())
                .allSatisfy(fault -> assertThat(fault.rule()).matches("R[1-9][0-9]*"));
    }

    private static boolean isInOneLine(Pairing pairing) {
        return pairing.leader().managers().contains(pairing.provider().id())
                || pairing.provider().managers().contains(pairing.leader().id());
    }

    private static Stream<Pairing> anyPairings(EngagementKind kind) {
        var random = RandomGenerator.of("L64X128MixRandom");
        return Stream.generate(() -> new Pairing(
                        kind,
                        anybody(random),
                        anybody(random),
                        kind == EngagementKind.REVERSE || random.nextInt(8) == 0 ? ReverseTopic.DIGITAL : null,
                        random.nextInt(8) == 0))
                .limit(PAIRS);
    }

    private static Participant anybody(RandomGenerator random) {
        var manager = random.nextInt(3) == 0 ? PEOPLE.get(random.nextInt(PEOPLE.size())) : null;
        return new Participant(
                PEOPLE.get(random.nextInt(PEOPLE.size())),
                random.nextInt(8) == 0 ? null : random.nextInt(1, 5),
                manager,
                manager == null ? Set.of() : Set.of(manager),
                random.nextInt(8) != 0,
                random.nextInt(8) == 0,
                random.nextInt(8) == 0,
                random.nextInt(8) == 0,
                random.nextInt(8) != 0,
                random.nextInt(8) != 0,
                random.nextInt(8) != 0);
    }

    private static Pairing managerAsCoach(Participant report, Participant manager) {
        return new Pairing(EngagementKind.MANAGER_AS_COACH, report, manager, null, false);
    }

    private static Participant reportOf(PersonId manager) {
        return new Participant(ONE, 3, manager, Set.of(manager), true, false, false, false, false, false, false);
    }

    private static Participant trained(PersonId id, boolean held) {
        return new Participant(id, null, null, Set.of(), false, false, false, held, false, false, true);
    }

    private static Pairing swapped(Pairing pairing) {
        return new Pairing(pairing.kind(), pairing.provider(), pairing.leader(), pairing.topic(), pairing.otherRole());
    }

    private static Pairing peers(Participant one, Participant other) {
        return new Pairing(EngagementKind.PEER, one, other, null, false);
    }

    private static Pairing reverse(Participant senior, Participant mentor) {
        return new Pairing(EngagementKind.REVERSE, senior, mentor, ReverseTopic.TECHNOLOGY, false);
    }

    private static @Nullable ReverseTopic topic(EngagementKind kind) {
        return kind == EngagementKind.REVERSE ? ReverseTopic.GENERATIONAL : null;
    }

    /** Somebody nothing speaks against. */
    private static Participant person(PersonId id, int level) {
        return new Participant(id, level, null, Set.of(), true, false, false, false, true, true, false);
    }
}
