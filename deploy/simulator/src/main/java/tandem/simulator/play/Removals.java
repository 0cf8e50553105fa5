package tandem.simulator.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tandem.events.Purpose;
import tandem.local.Service;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Pause;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Leader;

/** Leaders take consents back, one asks to be forgotten; every removal has to end with a complete certificate. */
final class Removals {
    private static final Duration COMPLETE_WITHIN = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Company company;
    private final HrSystem hr;
    private final Caller simulator;
    private final List<UUID> requested = new ArrayList<>();

    Removals(Company company, HrSystem hr, Caller simulator) {
        this.company = company;
        this.hr = hr;
        this.simulator = simulator;
    }

    /** The leader takes a purpose back in the console. */
    void withdraw(Leader leader, Purpose purpose, Instant now) {
        var human = company.human(leader);
        human.seat().consent(purpose, false).ifPresentOrElse(requested::add, () -> {
            throw new StepFailed("Withdrawing %s led to no removal".formatted(purpose));
        });
        takenBack(human, purpose, now);
    }

    /** The leader takes a purpose back in the HR portal. */
    void withdrawInPortal(Leader leader, Purpose purpose, Instant now) {
        hr.withdraw(leader.number(), purpose, now);
        takenBack(company.human(leader), purpose, now);
    }

    void erase(Leader leader) {
        var human = company.human(leader);
        requested.add(human.seat().erase());
        company.engagementsOf(human).forEach(engagement -> engagement.meetings().forEach(Meeting::end));
        company.tallies().add(Count.ERASURES);
    }

    /** Everyone reports on every removal this play holds the number of; the identity provider is asked in machine time. */
    void requireCertificates() {
        var deadline = System.nanoTime() + COMPLETE_WITHIN.toNanos();
        for (var removal : requested) {
            var certificate = certificate(removal);
            while (!certificate.hasNonNull("completedAt")) {
                if (System.nanoTime() > deadline) {
                    throw new StepFailed("A removal is not complete after %d s: %s"
                            .formatted(COMPLETE_WITHIN.toSeconds(), certificate));
                }
                Pause.of(LOOK_AGAIN);
                certificate = certificate(removal);
            }
        }
    }

    private JsonNode certificate(UUID removal) {
        return simulator
                .get(Service.INTAKE, "/v1/removals/" + removal)
                .expect(200)
                .body();
    }

    private void takenBack(Human human, Purpose purpose, Instant now) {
        if (purpose == Purpose.CALENDAR) {
            company.engagementsOf(human)
                    .forEach(engagement -> engagement.meetings().forEach(meeting -> meeting.continueByHand(now)));
        }
        company.tallies().add(Count.WITHDRAWALS);
    }
}
