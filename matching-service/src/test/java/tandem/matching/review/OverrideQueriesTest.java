package tandem.matching.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.engagement.EngagementService;
import tandem.matching.match.MatchService;
import tandem.matching.match.OverrideReason;
import tandem.matching.review.OverrideQueries.AnalysisView;
import tandem.matching.review.OverrideQueries.OutcomeView;
import tandem.matching.review.OverrideQueries.ReasonView;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class OverrideQueriesTest {

    @Inject
    Stage stage;

    @Inject
    MatchService matches;

    @Inject
    AgreementService agreements;

    @Inject
    EngagementService engagements;

    @Inject
    OverrideQueries queries;

    @Inject
    ReviewQueries reviews;

    private Stage.Scene scene;
    private PersonId engines;
    private PersonId humans;

    @BeforeEach
    void open() {
        scene = stage.open();
        engines = scene.provider(20, "DATA_STRATEGY");
        humans = scene.provider(20, "CHESS");
    }

    @Test
    void tellsWhoWasRightLater() {
        var byHumans = new ArrayList<MatchId>();
        var byTheEngine = new ArrayList<MatchId>();
        for (int i = 0; i < 5; i++) {
            var leader = scene.leader(Track.COACHING);
            byHumans.add(signed(leader, overridden(leader, OverrideReason.CULTURAL_FIT), humans));
            var other = scene.leader(Track.COACHING);
            byTheEngine.add(signed(other, scene.approved(other, Track.COACHING), engines));
        }
        byHumans.forEach(match -> end(match, EndReason.COMPLETED, 5, 2));
        byTheEngine.forEach(match -> end(match, EndReason.PROVIDER_UNAVAILABLE, 3, 0));

        var analysis = analysis();

        assertThat(analysis.decided()).isEqualTo(15);
        assertThat(analysis.overridden()).isEqualTo(5);
        assertThat(analysis.share()).isEqualByComparingTo("0.33");
        assertThat(analysis.reasons()).containsExactly(new ReasonView("CULTURAL_FIT", 5));
        assertThat(analysis.signals())
                .filteredOn(signal -> signal.against() == 5)
                .isNotEmpty()
                .allSatisfy(signal -> assertThat(signal.points()).isPositive());
        assertThat(analysis.outcomes())
                .containsExactly(
                        new OutcomeView("ENGINE", false, 5, figure("0.00"), figure("3.00"), figure("0.00")),
                        new OutcomeView("HUMAN", false, 5, figure("1.00"), figure("5.00"), figure("1.00")));
    }

    @Test
    void tellsNothingOfFewerThanK() {
        for (int i = 0; i < 4; i++) {
            var leader = scene.leader(Track.COACHING);
            end(signed(leader, overridden(leader, OverrideReason.LOGISTICS), humans), EndReason.COMPLETED, 5, 2);
        }

        var analysis = analysis();

        assertThat(analysis.overridden()).isNull();
        assertThat(analysis.share()).isNull();
        assertThat(analysis.reasons()).isEmpty();
        assertThat(analysis.otherReasons()).isNull();
        assertThat(analysis.signals()).isEmpty();
        assertThat(analysis.outcomes()).containsExactly(new OutcomeView("HUMAN", true, null, null, null, null));
    }

    @Test
    void queuesWhatWaitsForAHumanWithWhatCameToNothingBefore() {
        var leader = scene.leader(Track.COACHING);
        var first = scene.run(leader, Track.COACHING).proposals().getFirst().match();
        scene.does(() -> matches.reject(first, "TOO_CLOSE"));
        var next = scene.run(leader, Track.COACHING).proposals().getFirst().match();

        var waiting = scene.as(() -> reviews.page(scene.programme, Optional.empty(), 10))
                .items();

        assertThat(waiting).singleElement().satisfies(review -> {
            assertThat(review.match()).isEqualTo(next);
            assertThat(review.earlier()).containsExactly("TOO_CLOSE");
            assertThat(review.overdue()).isFalse();
            assertThat(review.approvalsNeeded()).isEqualTo(1);
            assertThat(review.mayDecide()).containsExactly(Roles.PROGRAM_LEAD);
        });
    }

    private MatchId overridden(PersonId leader, OverrideReason reason) {
        var first = scene.run(leader, Track.COACHING).proposals().getFirst().match();
        var choice = scene.as(() -> matches.override(first, humans, reason, scene.lead));
        scene.does(() -> matches.approve(choice, scene.person(Roles.PROGRAM_LEAD)));
        return choice;
    }

    private MatchId signed(PersonId leader, MatchId match, PersonId provider) {
        scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return match;
    }

    private void end(MatchId match, EndReason reason, int rating, int goals) {
        var engagement = new EngagementId(match.value());
        scene.does(() -> engagements.end(engagement, reason));
        scene.hear(new ClosingReviewSubmitted(engagement, Party.LEADER, rating, goals, 2));
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private AnalysisView analysis() {
        return scene.as(() -> queries.analysis(scene.programme));
    }

    private static BigDecimal figure(String text) {
        return new BigDecimal(text);
    }
}
