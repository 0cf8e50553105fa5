package tandem.matching.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementId;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.Stage;
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
