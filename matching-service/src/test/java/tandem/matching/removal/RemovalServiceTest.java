package tandem.matching.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.events.Track;
import tandem.matching.Stage;
import tandem.matching.agreement.AgreementService;
import tandem.matching.credential.Standing.State;
import tandem.matching.engagement.EngagementQueries;
import tandem.matching.exploration.ExplorationService;
import tandem.matching.match.MatchQueries;
import tandem.matching.match.MatchState;
import tandem.matching.provider.ProviderQueries;
import tandem.matching.run.RunOutcome;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.time.ProgrammeTime;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
class RemovalServiceTest {

    @Inject
    Stage stage;

    @Inject
    AgreementService agreements;

    @Inject
    MatchQueries matches;

    @Inject
    EngagementQueries engagements;

    @Inject
    ProviderQueries providers;

    @Inject
    ExplorationService explorations;

    @Inject
    @ProgrammeTime
    Clock clock;

    private final RemovalId removal = new RemovalId(UUID.randomUUID());
    private Stage.Scene scene;
    private PersonId leader;
    private PersonId provider;

    @BeforeEach
    void open() {
        scene = stage.open();
        provider = scene.provider(2, "DATA_STRATEGY");
        leader = scene.leader(Track.COACHING);
    }

    @Test
    void withdrawsOpenProposalsWithTheConsentAndReportsIt() {
        var match = scene.reviewed(leader, Track.COACHING);

        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 1, removal));

        assertThat(state(match)).isEqualTo(MatchState.WITHDRAWN);
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(reported -> {
                    assertThat(reported.scope()).isEqualTo(RemovalScope.PURPOSE);
                    assertThat(reported.counts()).containsEntry("proposals", 1).containsEntry("profiles", 1);
                });
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.NOT_ALLOWED);
    }

    @Test
    void reportsTheProfileAlsoWhenTheLogWasCleanedOfItFirst() {
        scene.hearNothingMoreOf(leader);
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.NOT_ALLOWED);

        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 2, removal));

        assertThat(reportedProfiles()).containsExactly(1);
    }

    @Test
    void reportsTheProfileOnceWhenTheLogIsCleanedOfItAfterwards() {
        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 2, removal));
        scene.hearNothingMoreOf(leader);
        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 4, new RemovalId(UUID.randomUUID())));

        assertThat(reportedProfiles()).containsExactly(1, 0);
    }

    @Test
    void reportsTheProfileOfAnErasedPersonAlsoWhenTheLogWasCleanedOfItFirst() {
        scene.hearNothingMoreOf(leader);

        scene.hear(new ErasureRequested(leader, removal, UUID.randomUUID()));

        assertThat(reportedProfiles()).containsExactly(1);
    }

    @Test
    void keepsWhatWasAllowedAnewBeforeTheWithdrawalIsHeard() {
        scene.hear(scene.profile(leader, 3, null));

        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 2, removal));

        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void letsARunningEngagementGoOn() {
        var match = started();

        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 1, removal));

        assertThat(scene.as(() -> engagements.get(new EngagementId(match.value())))
                        .endReason())
                .isNull();
    }

    @Test
    void ignoresALateStateOfAWithdrawnVersionAndTakesANewerOne() {
        scene.hear(new ConsentWithdrawn(leader, Purpose.MATCHING, 2, removal));

        scene.hear(scene.profile(leader, 2, null));
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.NOT_ALLOWED);
        scene.hear(scene.profile(leader, 3, null));
        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.PROPOSED);
    }

    @Test
    void takesAProviderWhoWithdrawsOutOfThePool() {
        scene.hear(new ConsentWithdrawn(provider, Purpose.MATCHING, 1, removal));

        assertThat(scene.run(leader, Track.COACHING)
                        .ruledOut()
                        .get("PROVIDER_HELD")
                        .asInt())
                .isEqualTo(1);
        assertThat(found(provider.toString(), "providers"))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContain("DATA_STRATEGY"));
    }

    @Test
    void endsTheEngagementOfWhoeverLeavesTheProgramme() {
        started();

        scene.hear(new ConsentWithdrawn(leader, Purpose.PROGRAMME, 1, removal));

        assertThat(ended()).extracting(EngagementEnded::reason).containsExactly(EndReason.LEFT_PROGRAMME);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MATCHING", "PROGRAMME", "FAIRNESS"})
    void reportsPurposesThatCarriedNothingHereToo(Purpose purpose) {
        scene.hear(new ConsentWithdrawn(leader, purpose, 1, removal));

        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(reported -> assertThat(reported.counts()).isEmpty());
    }

    @Test
    void endsAndForgetsAnErasedLeader() {
        started();
        scene.hear(
                new FairnessProfile(leader, 1, List.of(new GroupAttribute(GroupDimension.DISABILITY, "NOT_DISABLED"))));
        scene.hear(new ErasureRequested(leader, removal, UUID.randomUUID()));

        assertThat(ended()).extracting(EngagementEnded::reason).containsExactly(EndReason.ERASED);
        assertThat(everywhere(leader)).containsExactly("erased_people", "profiles");
    }

    @Test
    void forgetsAnErasedProviderInTheExplanationsOfOthersToo() {
        scene.provider(1, "CLOUD_MIGRATION");
        scene.run(leader, Track.COACHING);

        scene.hear(new ErasureRequested(provider, removal, UUID.randomUUID()));

        assertThat(everywhere(provider)).containsExactly("erased_people", "profiles");
    }

    @Test
    void keepsWhatAnErasedPanellistGaveUnderTheStandIn() {
        var demo = scene.as(() -> providers.proofs(provider, Optional.empty(), 50))
                .items()
                .getFirst();
        var panellist = demo.panel().getFirst().panellist();

        scene.hear(new ErasureRequested(panellist, removal, UUID.randomUUID()));

        assertThat(everywhere(panellist)).containsExactly("erased_people", "profiles");
        assertThat(scene.as(() -> providers.get(provider)).state()).isEqualTo(State.QUALIFIED);
        assertThat(scene.as(() -> providers.proofs(provider, Optional.empty(), 50))
                        .items()
                        .getFirst()
                        .panel())
                .hasSize(2);
    }

    @Test
    void givesUpTheExplorationOfAnErasedProviderAndTheMailAboutIt() {
        var match = scene.exploring(leader, Track.COACHING);
        scene.does(() -> explorations.remind(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(10)));
        assertThat(everywhere(provider)).contains("tandem.mail");

        scene.hear(new ErasureRequested(provider, removal, UUID.randomUUID()));

        assertThat(state(match)).isEqualTo(MatchState.WITHDRAWN);
        assertThat(everywhere(provider)).containsExactly("erased_people", "profiles");
    }

    @Test
    void forgetsWhatWasProvenOfAnErasedProvider() {
        scene.hear(new ErasureRequested(provider, removal, UUID.randomUUID()));

        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .singleElement()
                .satisfies(reported -> {
                    assertThat(reported.counts()).containsEntry("providers", 1);
                    assertThat(reported.counts().get("proofs")).isPositive();
                });
        assertThat(everywhere(provider)).containsExactly("erased_people", "profiles");
    }

    @Test
    void staysForgottenWhenThePastIsToldAgain() {
        scene.hear(new ErasureRequested(leader, removal, UUID.randomUUID()));

        scene.decided(leader, Track.COACHING);
        scene.hear(scene.profile(leader, 9, null));

        assertThat(scene.run(leader, Track.COACHING).outcome()).isEqualTo(RunOutcome.NOT_DECIDED);
    }

    private MatchId started() {
        var match = scene.approved(leader, Track.COACHING);
        scene.does(() -> agreements.sign(match, actor(leader, Roles.PARTICIPANT), null));
        scene.does(() -> agreements.sign(match, actor(provider, Roles.PROVIDER), null));
        return match;
    }

    private Actor actor(PersonId person, String role) {
        return new Actor(scene.tenant, person, "test", Set.of(role));
    }

    private MatchState state(MatchId match) {
        return scene.as(() -> matches.get(match, null)).state();
    }

    private List<Integer> reportedProfiles() {
        return OutboxRows.events(scene.tenant, RemovalReported.class).stream()
                .map(reported -> reported.counts().get("profiles"))
                .toList();
    }

    private List<EngagementEnded> ended() {
        return OutboxRows.events(scene.tenant, EngagementEnded.class);
    }

    /** Every table of the service in which the pseudonym still stands. */
    private static List<String> everywhere(PersonId person) {
        return List.of(
                        "agreements",
                        "agreement_signatures",
                        "closing_reviews",
                        "confirmed_actions",
                        "decisions",
                        "departures",
                        "engagements",
                        "erased_people",
                        "group_attributes",
                        "match_approvals",
                        "matches",
                        "panel_scores",
                        "profiles",
                        "provider_proofs",
                        "providers",
                        "run_leaders",
                        "run_outcomes",
                        "runs",
                        "tandem.mail",
                        "waitlist")
                .stream()
                .filter(table -> !found(person.toString(), table).isEmpty())
                .toList();
    }

    private static List<String> found(String text, String table) {
        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select t::text from " + table + " t where position(? in t::text) > 0")) {
            statement.setString(1, text);
            var rows = statement.executeQuery();
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
