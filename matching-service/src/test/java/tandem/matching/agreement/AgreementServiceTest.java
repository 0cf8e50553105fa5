package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.Agreement.Cause;
import tandem.matching.engagement.EngagementProblems;
import tandem.matching.engagement.EngagementService;
import tandem.matching.engagement.TerminationReason;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchState;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.ProgrammeTimes;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class AgreementServiceTest {

    @Inject
    Stage stage;

    @Inject
    AgreementService service;

    @Inject
    EngagementService engagements;

    @Inject
    MatchQueries matches;

    private Stage.Scene scene;
    private PersonId leader;
    private PersonId provider;
    private MatchId match;

    @BeforeEach
    void approve() {
        ProgrammeTimes.moveTo(Stage.NOW);
        scene = stage.open();
        provider = scene.provider(1, "DATA_STRATEGY");
        leader = scene.leader(Track.COACHING);
        match = scene.approved(leader, Track.COACHING);
    }

    @Test
    void startsTheEngagementWithTheSecondSignature() {
        sign(leader, Roles.PARTICIPANT);
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class)).isEmpty();

        var agreement = sign(provider, Roles.PROVIDER);

        assertThat(agreement.isComplete()).isTrue();
        assertThat(scene.as(() -> matches.get(match, null)).state()).isEqualTo(MatchState.ASSIGNED);
        assertThat(OutboxRows.events(scene.tenant, AgreementSigned.class))
                .extracting(AgreementSigned::party, AgreementSigned::complete)
                .containsExactly(tuple(Party.LEADER, false), tuple(Party.PROVIDER, true));
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .singleElement()
                .satisfies(started -> {
                    assertThat(started.engagement()).isEqualTo(new EngagementId(match.value()));
                    assertThat(started.cadenceDays()).isEqualTo(7);
                    assertThat(started.startsOn()).isEqualTo(LocalDate.of(2030, 1, 7));
                    assertThat(started.plannedEndOn()).isEqualTo(LocalDate.of(2030, 4, 7));
                });
    }

    @Test
    void takesTheSameSignatureTwiceForOne() {
        sign(leader, Roles.PARTICIPANT);
        sign(leader, Roles.PARTICIPANT);

        assertThat(OutboxRows.events(scene.tenant, AgreementSigned.class)).hasSize(1);
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class)).isEmpty();
    }

    @Test
    void hidesTheMatchFromEverybodyElse() {
        refused(CommonProblems.NOT_FOUND, () -> sign(Stage.somebody(), Roles.PARTICIPANT));
    }

    @Test
    void hidesAProposalFromItsOwnSides() {
        var another = scene.leader(Track.COACHING);
        scene.provider(1, "DATA_STRATEGY");
        var proposed = scene.run(another, Track.COACHING).proposals().getFirst().match();

        refused(
                CommonProblems.NOT_FOUND,
                () -> scene.as(() -> service.sign(proposed, actor(another, Roles.PARTICIPANT), null)));
    }

    @Test
    void refusesToSignAnotherTextThanTheOneThatStands() {
        refused(
                AgreementProblems.OTHER_TEXT,
                () -> scene.as(() -> service.sign(match, actor(leader, Roles.PARTICIPANT), "0".repeat(64))));
    }

    @Test
    void listsTheEightClauses() {
        var agreement = scene.as(() -> service.read(match, leader));

        assertThat(agreement.clauses())
                .extracting(Clause::rule)
                .containsExactly("R78", "R79", "R80", "R81", "R82", "R83", "R84", "R85");
        assertThat(agreement.contentHash()).isEqualTo(Clauses.hash(agreement.clauses()));
    }

    @Test
    void letsBothSignAnewWhenTheTermsChangeBeforeItBegins() {
        sign(leader, Roles.PARTICIPANT);
        var first = scene.as(() -> service.read(match, null));

        var changed = change(leader, micro("P8W"));
        assertThat(changed.revision()).isEqualTo(2);
        assertThat(changed.signatures()).isEmpty();
        sign(provider, Roles.PROVIDER);
        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class)).isEmpty();
        sign(leader, Roles.PARTICIPANT);

        assertThat(OutboxRows.events(scene.tenant, EngagementStarted.class))
                .singleElement()
                .satisfies(started -> {
                    assertThat(started.kind()).isEqualTo(EngagementKind.SKILL_MICRO);
                    assertThat(started.plannedEndOn()).isEqualTo(LocalDate.of(2030, 3, 4));
                });
        assertThat(scene.as(() -> service.read(match, 1, leader))).isEqualTo(first);
    }

    @Test
    void refusesTheHashOfAnEarlierVersion() {
        var first = scene.as(() -> service.read(match, leader));
        change(leader, micro("P6W"));

        refused(
                AgreementProblems.OTHER_TEXT,
                () -> scene.as(() -> service.sign(match, actor(leader, Roles.PARTICIPANT), first.contentHash())));
    }

    @Test
    void renewsARunningEngagementWhenBothHaveSigned() {
        bothSign();

        var renewed = change(provider, term(6));
        assertThat(renewed.cause()).isEqualTo(Cause.RENEWAL);
        sign(provider, Roles.PROVIDER);
        assertThat(OutboxRows.events(scene.tenant, EngagementAmended.class)).isEmpty();
        sign(leader, Roles.PARTICIPANT);

        assertThat(OutboxRows.events(scene.tenant, EngagementAmended.class))
                .singleElement()
                .satisfies(amended -> {
                    assertThat(amended.agreement()).isEqualTo(2);
                    assertThat(amended.startsOn()).isEqualTo(LocalDate.of(2030, 1, 7));
                    assertThat(amended.plannedEndOn()).isEqualTo(LocalDate.of(2030, 7, 7));
                });
        scene.does(() -> engagements.complete(LocalDate.of(2030, 4, 7)));
        assertThat(OutboxRows.events(scene.tenant, EngagementEnded.class)).isEmpty();
    }

    @Test
    void refusesToRenewBeyondTheBoundsOfTheTrack() {
        bothSign();

        assertThatThrownBy(() -> change(provider, term(9))).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.type()).isEqualTo(AgreementProblems.TERMS_REFUSED);
            assertThat(refusal.context()).containsEntry("faults", List.of("TERM_OUTSIDE_BOUNDS"));
        });
    }

    @Test
    void changesNothingForWhoeverIsNoSideOfIt() {
        refused(CommonProblems.NOT_FOUND, () -> change(Stage.somebody(), term(6)));
    }

    @Test
    void endsWithTheNoticeBothAgreedOn() {
        bothSign();

        scene.does(() -> engagements.terminate(engagement(), leader, TerminationReason.NO_TIME));
        scene.does(() -> engagements.complete(LocalDate.of(2030, 1, 13)));
        assertThat(OutboxRows.events(scene.tenant, EngagementEnded.class)).isEmpty();
        scene.does(() -> engagements.complete(LocalDate.of(2030, 1, 14)));

        assertThat(OutboxRows.events(scene.tenant, EngagementEnded.class))
                .singleElement()
                .satisfies(ended -> {
                    assertThat(ended.reason()).isEqualTo(EndReason.TERMINATED);
                    assertThat(ended.endedOn()).isEqualTo(LocalDate.of(2030, 1, 14));
                });
    }

    @Test
    void takesANoticeBackWhenBothSignToGoOn() {
        bothSign();
        scene.does(() -> engagements.terminate(engagement(), provider, TerminationReason.NEED_CHANGED));

        change(leader, term(4));
        sign(leader, Roles.PARTICIPANT);
        sign(provider, Roles.PROVIDER);
        scene.does(() -> engagements.complete(LocalDate.of(2030, 1, 14)));

        assertThat(OutboxRows.events(scene.tenant, EngagementEnded.class)).isEmpty();
    }

    @Test
    void letsNobodyElseGiveNotice() {
        bothSign();

        refused(
                CommonProblems.NOT_FOUND,
                () -> scene.does(
                        () -> engagements.terminate(engagement(), Stage.somebody(), TerminationReason.NO_TIME)));
    }

    @Test
    void agreesOnNothingAfterTheEnd() {
        bothSign();
        scene.does(() -> engagements.end(engagement(), EndReason.COMPLETED));

        refused(EngagementProblems.ENDED_ALREADY, () -> change(leader, term(6)));
    }

    private void bothSign() {
        sign(leader, Roles.PARTICIPANT);
        sign(provider, Roles.PROVIDER);
    }

    private EngagementId engagement() {
        return new EngagementId(match.value());
    }

    private Agreement change(PersonId side, Change change) {
        return scene.as(() -> service.change(match, change, side));
    }

    private static Change term(int months) {
        return new Change(null, Period.ofMonths(months), null, null, null, null, "GOALS_NEED_MORE_TIME");
    }

    private static Change micro(String term) {
        return new Change(EngagementKind.SKILL_MICRO, Period.parse(term), null, null, null, null, "ONE_SKILL");
    }

    private Agreement sign(PersonId person, String role) {
        return scene.as(() -> service.sign(match, actor(person, role), null));
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private static void refused(ProblemType type, ThrowingCallable step) {
        assertThatThrownBy(step)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }
}
