package tandem.verify.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import tandem.events.LawfulBasis;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.input.DeliveryInput.KpiObserved;
import tandem.events.input.HrInput.ConsentRecorded;
import tandem.local.PartFailed;
import tandem.local.Service;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.InboundEvent;
import tandem.simulator.client.Json;
import tandem.simulator.client.People;
import tandem.simulator.client.StepFailed;
import tandem.verify.audit.Accepted;

/**
 * Traffic that goes on while something dies. A sender that gets no answer sends the same event again, as a source does that cannot
 * know whether it arrived; what was answered with success is a claim the auditor holds the platform to.
 */
final class Load implements AutoCloseable {

    private static final int KPI_SENDERS = 4;
    private static final int BATCH = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<Purpose> TOGGLED = List.of(Purpose.MATCHING, Purpose.CALENDAR, Purpose.IMPACT);

    private final Api api;
    private final People people;
    private final Collection<Accepted> claims = new ConcurrentLinkedQueue<>();
    private final Collection<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean running;

    private record Sent(String client, String tenant, InboundEvent event) {}

    Load(Api api, People people) {
        this.api = api;
        this.people = people;
    }

    void start(List<Stage> stages) {
        running = true;
        for (var stage : stages) {
            for (int sender = 0; sender < KPI_SENDERS; sender++) {
                senders.add(Thread.ofVirtual().start(() -> repeat(() -> observeKpis(stage))));
            }
            senders.add(Thread.ofVirtual().start(() -> repeat(() -> toggleConsent(stage))));
        }
    }

    /** Returns when every sender has an answer to the last thing it sent. */
    void stop() {
        running = false;
        for (var sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepFailed("Interrupted while the load was ending", e);
            }
        }
        senders.clear();
    }

    List<Accepted> claims() {
        return List.copyOf(claims);
    }

    /** What senders gave up on; none may be left without an answer for good. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Sends some of what was accepted again; those not recognised as duplicates. */
    List<String> sendAgain(int atMost) {
        return sent.stream()
                .skip(Math.max(0, sent.size() - atMost))
                .filter(again -> !send(again.client(), again.event()).text().contains("duplicate"))
                .map(again -> again.event().id())
                .toList();
    }

    /** Sends one event until it is accepted. */
    void deliver(String client, String tenant, InboundEvent event) {
        until(() -> send(client, event), event.id());
        claims.add(new Accepted("intake", tenant, event.source(), event.id()));
        sent.add(new Sent(client, tenant, event));
    }

    static InboundEvent kpi(String tenant, UUID programme) {
        return new InboundEvent(
                "/delivery/" + tenant,
                UUID.randomUUID().toString(),
                Instant.now(),
                new KpiObserved(
                        new ProgrammeId(programme),
                        null,
                        "DECISION_LATENCY_DAYS",
                        BigDecimal.valueOf(ThreadLocalRandom.current().nextInt(1, 1000), 2),
                        LocalDate.now(ZoneOffset.UTC)));
    }

    private void observeKpis(Stage stage) {
        var client = stage.tenant() + "-delivery";
        if (ThreadLocalRandom.current().nextInt(10) > 0) {
            deliver(client, stage.tenant(), kpi(stage.tenant(), stage.programme()));
            return;
        }
        var batch = new ArrayList<InboundEvent>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(kpi(stage.tenant(), stage.programme()));
        }
        until(() -> sendBatch(client, batch), "a batch");
        batch.forEach(event -> claims.add(new Accepted("intake", stage.tenant(), event.source(), event.id())));
    }

    private void toggleConsent(Stage stage) {
        var random = ThreadLocalRandom.current();
        var employee = stage.employees().get(random.nextInt(stage.employees().size()));
        var purpose = TOGGLED.get(random.nextInt(TOGGLED.size()));
        deliver(
                stage.tenant() + "-hris",
                stage.tenant(),
                new InboundEvent(
                        "/hris/" + stage.tenant(),
                        UUID.randomUUID().toString(),
                        Instant.now(),
                        new ConsentRecorded(
                                employee,
                                purpose,
                                random.nextBoolean(),
                                LawfulBasis.CONSENT,
                                "1",
                                "en",
                                Instant.now(),
                                null)));
    }

    private void repeat(Runnable step) {
        while (running) {
            try {
                step.run();
            } catch (StepFailed e) {
                failures.add(e.getMessage());
                return;
            }
        }
    }

    private interface Sending {
        Answer attempt();
    }

    private static void until(Sending sending, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = "nothing";
        while (System.nanoTime() < deadline) {
            try {
                var answer = sending.attempt();
                if (answer.status() == 200 || answer.status() == 202) {
                    return;
                }
                last = answer.status() + " " + answer.text();
                if (answer.status() < 500 && answer.status() != 429 && answer.status() != 401) {
                    throw new StepFailed("Refused: " + last);
                }
            } catch (StepFailed e) {
                if (e.getCause() == null) {
                    throw e;
                }
                last = String.valueOf(e.getMessage());
            } catch (PartFailed e) { // no token: Keycloak suffers from the fault too
                last = String.valueOf(e.getMessage());
            }
            pause();
        }
        throw new StepFailed("%s was not accepted within %s; the last answer was %s".formatted(what, PATIENCE, last));
    }

    private Answer send(String client, InboundEvent event) {
        return caller(client)
                .post(
                        Service.INTAKE,
                        "/v1/events",
                        Map.of("Content-Type", "application/cloudevents+json"),
                        Json.bytes(structure(event)));
    }

    private Answer sendBatch(String client, List<InboundEvent> events) {
        return caller(client)
                .post(
                        Service.INTAKE,
                        "/v1/events",
                        Map.of("Content-Type", "application/cloudevents-batch+json"),
                        Json.bytes(events.stream().map(Load::structure).toList()));
    }

    private Caller caller(String client) {
        return api.as(people.machine(client));
    }

    private static Map<String, Object> structure(InboundEvent event) {
        var structure = new LinkedHashMap<String, Object>();
        structure.put("specversion", "1.0");
        structure.put("id", event.id());
        structure.put("source", event.source());
        structure.put("type", event.type());
        structure.put("time", event.time().toString());
        structure.put("data", Json.tree(event.data()));
        return structure;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("Interrupted between two attempts", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
