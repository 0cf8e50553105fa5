package tandem.matching.kind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.PersonId;

class GroupRulesTest {

    private static final PersonId ADA = somebody();
    private static final PersonId GRACE = somebody();
    private static final PersonId COACH = somebody();

    @Test
    void coachesTogetherWhomNothingSpeaksAgainst() {
        assertThat(against(usual(person(ADA)), person(GRACE))).isEmpty();
        assertThat(GroupRules.againstCoach(person(COACH), true)).isEmpty();
    }

    @Test
    void asksForATrainedCoachWhoIsThere() {
        assertThat(GroupRules.againstCoach(person(COACH), false)).containsExactly(ParticipantFault.COACH_NOT_IN_POOL);
        assertThat(GroupRules.againstCoach(away(COACH), true)).containsExactly(ParticipantFault.AWAY);
    }

    /** R20: however many levels lie between, and whoever of the two stands above. */
    @Test
    void keepsAReportingLineOutOfTheGroup() {
        assertThat(against(usual(below(ADA, COACH)), person(GRACE))).containsExactly(ParticipantFault.REPORTING_LINE);
        assertThat(against(usual(below(ADA, GRACE)), person(GRACE)))
                .containsExactly(ParticipantFault.MEMBERS_IN_ONE_LINE);
        assertThat(against(usual(person(ADA)), below(GRACE, ADA)))
                .containsExactly(ParticipantFault.MEMBERS_IN_ONE_LINE);
        assertThat(GroupRules.againstMember(usual(person(ADA)), below(COACH, ADA), List.of()))
                .containsExactly(ParticipantFault.REPORTING_LINE);
    }

    @Test
    void keepsWhatIsConfidentialOutOfTheEarsOfOthers() {
        var confidential = new GroupMember(person(ADA), true, true, true, false, false);

        assertThat(against(confidential)).containsExactly(ParticipantFault.CONFIDENTIALITY_NEED);
    }

    @Test
    void takesNobodyWhoDidNotAgreeOrForWhomNoCoachingWasDecided() {
        assertThat(against(new GroupMember(person(ADA), false, true, false, false, false)))
                .containsExactly(ParticipantFault.NOT_CONSENTED);
        assertThat(against(new GroupMember(person(ADA), true, false, false, false, false)))
                .containsExactly(ParticipantFault.COACHING_NOT_DECIDED);
        assertThat(against(new GroupMember(outside(ADA), true, false, false, false, false)))
                .containsExactly(ParticipantFault.NOT_ENROLLED);
    }

    @Test
    void takesNobodyWhoHasACoachOrKnowsThisOneFromAnotherRole() {
        assertThat(against(usual(placed(ADA)))).containsExactly(ParticipantFault.PLACED_ALREADY);
        assertThat(against(new GroupMember(person(ADA), true, true, false, true, true)))
                .containsExactly(ParticipantFault.OTHER_ROLE, ParticipantFault.TURNED_DOWN);
        assertThat(against(usual(person(COACH)))).containsExactly(ParticipantFault.SAME_PERSON);
    }

    @ParameterizedTest
    @CsvSource({"3, GROUP_TOO_SMALL", "4,", "8,", "9, GROUP_TOO_LARGE"})
    void hasFourToEightMembersWhereThePolicySaysNothing(int members, @Nullable ParticipantFault fault) {
        assertThat(GroupSize.of(policy(null, null)).against(members))
                .isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    @Test
    void takesTheSizeThePolicyNamesAndLetsTheOtherBoundGiveWay() {
        assertThat(GroupSize.of(policy(5, 6))).isEqualTo(new GroupSize(5, 6));
        assertThat(GroupSize.of(policy(10, null))).isEqualTo(new GroupSize(10, 10));
        assertThat(GroupSize.of(policy(null, 3))).isEqualTo(new GroupSize(3, 3));
    }

    private static List<ParticipantFault> against(GroupMember member, Participant... others) {
        return GroupRules.againstMember(member, person(COACH), List.of(others));
    }

    private static GroupMember usual(Participant person) {
        return new GroupMember(person, true, true, false, false, false);
    }

    private static Participant person(PersonId id) {
        return new Participant(id, 3, null, Set.of(), true, false, false, false, false, false, false);
    }

    private static Participant below(PersonId id, PersonId above) {
        return new Participant(id, 3, above, Set.of(above), true, false, false, false, false, false, false);
    }

    private static Participant away(PersonId id) {
        return new Participant(id, 3, null, Set.of(), true, true, false, false, false, false, false);
    }

    private static Participant placed(PersonId id) {
        return new Participant(id, 3, null, Set.of(), true, false, true, false, false, false, false);
    }

    private static Participant outside(PersonId id) {
        return new Participant(id, 3, null, Set.of(), false, false, false, false, false, false, false);
    }

    private static PolicyTerms policy(@Nullable Integer least, @Nullable Integer most) {
        return new PolicyTerms(3, 9, 7, 30, 60, 3, 7, 24, EvidenceTier.ONE_SIDE, 5, "DEFAULT", null, least, most);
    }

    private static PersonId somebody() {
        return new PersonId(UUID.randomUUID());
    }
}
