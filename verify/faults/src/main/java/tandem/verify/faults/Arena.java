package tandem.verify.faults;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.local.Site;
import tandem.simulator.client.Api;
import tandem.simulator.client.Pass;
import tandem.simulator.client.People;
import tandem.simulator.client.ProgrammeClock;
import tandem.simulator.client.StepFailed;
import tandem.verify.audit.AuditTarget;
import tandem.verify.audit.Auditor;
import tandem.verify.replay.LogReplay;

/** A running platform with two tenants on it, on which faults strike under load. */
final class Arena implements AutoCloseable {

    private static final Duration WARM = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final Duration HEALS_WITHIN = Duration.ofMinutes(2);
    private static final int SENT_AGAIN = 100;

    private final LocalPlatform platform;
    private final Api api;
    private final Load load;
    private final List<Stage> stages;
    private final ProgrammeClock rest;

    Arena(Checkout checkout, Site site, java.util.function.UnaryOperator<LocalPlatform.Builder> choices) {
        platform = choices.apply(LocalPlatform.in(site, checkout).fresh(true)).start();
        Map<Service, URI> addresses = new EnumMap<>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, URI.create(platform.url(service)));
        }
        api = new Api(addresses);
        var people = new People(platform.tokens());
        load = new Load(api, people);
        stages = List.of(
                Stage.open(api, people, "acme", "ada-lead", "gus-privacy"),
                Stage.open(api, people, "globex", "hana-lead", "noa-privacy"));
        rest = new ProgrammeClock(api.as(people.machine("simulator").in("acme")));
        settle();
        PositionWatch.install(platform);
    }

    LocalPlatform platform() {
        return platform;
    }

    List<Stage> stages() {
        return stages;
    }

    Api api() {
        return api;
    }

    /** The pass of the person who leads the stage's programme. */
    Pass lead(Stage stage) {
        return new People(platform.tokens()).person(stage.lead());
    }

    /** Load, fault, more load, rest, audit. */
    FaultResult run(Fault fault) {
        load.start(stages);
        Fault.sleep(WARM);
        var struck = System.nanoTime();
        fault.strike().on(platform);
        awaitServices();
        awaitProbe();
        var recovered = (System.nanoTime() - struck) / 1e9;
        Fault.sleep(AFTER);
        load.stop();
        return new FaultResult(fault.id(), fault.what(), 1, load.claims().size(), recovered, findings());
    }

    private List<String> findings() {
        var findings = new ArrayList<String>();
        try {
            settle();
        } catch (StepFailed e) {
            findings.add("I11: " + e.getMessage());
        }
        load.failures().forEach(failure -> findings.add("I1: " + failure));
        var audit = new Auditor(AuditTarget.of(
                        platform.postgres().server(), platform.kafka().bootstrapServers()))
                .audit(load.claims());
        audit.violations().forEach(violation -> findings.add(violation.toString()));
        var replay = new LogReplay(
                        platform.postgres().server(),
                        platform.databasePasswords(Service.ANALYTICS),
                        platform.kafka().bootstrapServers())
                .run(records -> {});
        replay.violations().forEach(violation -> findings.add(violation.toString()));
        var twice = load.sendAgain(SENT_AGAIN);
        if (!twice.isEmpty()) {
            findings.add("I9: %d accepted events were not recognised when sent again, for example %s"
                    .formatted(twice.size(), twice.getFirst()));
        }
        findings.addAll(PositionWatch.findings(platform));
        findings.addAll(TenantProbe.look(this));
        return findings;
    }

    private void settle() {
        rest.settle();
    }

    private void awaitServices() {
        for (var service : Service.values()) {
            platform.service(service).awaitReady(HEALS_WITHIN);
        }
    }

    /** An event that came in after the fault is in the store: the whole chain works again. */
    private void awaitProbe() {
        var stage = stages.getFirst();
        long before = ledgered(stage.probe());
        load.deliver(stage.tenant() + "-delivery", stage.tenant(), Load.kpi(stage.tenant(), stage.probe()));
        var deadline = System.nanoTime() + HEALS_WITHIN.toNanos();
        while (ledgered(stage.probe()) == before) {
            if (System.nanoTime() > deadline) {
                throw new StepFailed("Nothing reaches the store " + HEALS_WITHIN + " after the fault");
            }
            Fault.sleep(Duration.ofMillis(20));
        }
    }

    private long ledgered(UUID programme) {
        try (var connection = platform.postgres().server().connect("analytics");
                var statement = connection.prepareStatement(
                        "select count(*) from ledger where subject = ? and type = 'tandem.intake.kpi-observed.v1'")) {
            statement.setString(1, programme.toString());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new StepFailed("Cannot look into the store: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        load.close();
        platform.close();
    }
}
