package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.Purpose;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** From an HR export to a decision. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class JourneyTest {

    private final Company acme = new Company();

    @Test
    void leadsFromEmployeeToDecision() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.consents("E1", Purpose.MATCHING, true);

        acme.accepted(
                "tandem.hr.intake-submitted.v1",
                Company.intake("E1", programme, "BEHAVIOURAL_SHIFT", "EXECUTIVE_PRESENCE"));

        var told = OutboxRows.of(acme.tenant()).stream()
                .filter(row -> row.event() != null)
                .<Class<?>>map(row -> row.event().getClass())
                .toList();
        assertThat(told)
                .containsSubsequence(
                        ProgrammeOpened.class,
                        PolicyPublished.class,
                        ConsentGranted.class,
                        ParticipantEnrolled.class,
                        ConsentGranted.class,
                        IntakeSubmitted.class,
                        ServiceDecided.class);
        assertThat(OutboxRows.events(acme.tenant(), ServiceDecided.class))
                .singleElement()
                .satisfies(decided -> {
                    assertThat(decided.person()).isEqualTo(ada);
                    assertThat(decided.pathway()).isEqualTo(Pathway.COACHING_THEN_MENTORING);
                    assertThat(decided.rules()).containsExactly("R26", "R32");
                    assertThat(decided.policyVersion()).isEqualTo(1);
                });
    }
}
