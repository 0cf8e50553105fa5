package tandem.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Part;
import tandem.local.PartFailed;
import tandem.local.PortPlan;
import tandem.local.Service;
import tandem.local.Site;
import tandem.local.Up;
import tandem.simulator.client.StepFailed;
import tandem.simulator.report.Figures;
import tandem.simulator.report.Output;
import tandem.simulator.report.Overrides;
import tandem.simulator.report.Published;
import tandem.simulator.report.Summary;
import tandem.simulator.report.Summary.Replayed;
import tandem.simulator.report.Summary.Run;
import tandem.simulator.report.Summary.Seconds;
import tandem.simulator.report.Tables;
import tandem.verify.audit.Accepted;
import tandem.verify.audit.AuditReport;
import tandem.verify.audit.AuditTarget;
import tandem.verify.audit.Auditor;
import tandem.verify.replay.LogReplay;

/**
 * {@code ./tandem demo}: starts everything, plays 24 weeks, shows what came of it and lets an auditor say whether anything was lost.
 * Ends with 0 only when nothing was and every step happened.
 */
public final class Demo {
    private static final int USAGE = 2;
    private static final long SEED = 20270111;
    private static final List<String> SIMULATED = List.of(
            "names, addresses, managers, dates and time zones of the 1,470 employees",
            "consents, intakes, who says which group they belong to, meetings and who came",
            "changes of manager, leaves, promotions and engagement scores",
            "milestones on schedule: +0.6 points a week from week 8, planted",
            "decision latency: -0.08 days a week from week 8, planted");

    private final PrintStream out;
    private final Checkout checkout;

    private Demo(PrintStream out, Checkout checkout) {
        this.out = out;
        this.checkout = checkout;
    }

    public static void main(String[] arguments) throws InterruptedException {
        var words = List.of(arguments);
        if (!words.isEmpty() && !words.equals(List.of("--exit"))) {
            System.err.println("Unknown option. Usage: ./tandem demo [--exit]");
            System.exit(USAGE);
        }
        try {
            Up.followLauncher();
            var passed = new Demo(System.out, Checkout.find()).run(words.isEmpty());
            System.exit(passed ? 0 : 1);
        } catch (StepFailed | PartFailed e) {
            System.err.println("\nThe demo stopped: " + e.getMessage());
            System.exit(1);
        }
    }

    private boolean run(boolean stays) throws InterruptedException {
        var site = new Site(Up.site(checkout).folder().resolve("demo"));
        out.println("Starting Tandem for the demo in " + site.folder() + " (emptied first)");
        var begun = System.nanoTime();
        try (var platform = LocalPlatform.in(site, checkout)
                .ports(PortPlan.fromEnvironment())
                .fresh(true)
                .simulatedClock(true)
                .progress(new Lines(out))
                .start()) {
            var start = since(begun);
            out.printf("Ready after %d s. Playing 24 weeks, day by day:%n", start.toSeconds());
            var passed = play(platform, start);
            if (stays) {
                out.print(whereToLook(platform));
                out.flush();
                new CountDownLatch(1).await();
            }
            return passed;
        }
    }

    private boolean play(LocalPlatform platform, Duration start) {
        var begun = System.nanoTime();
        var play = new Play(platform, SEED);
        play.run(out);
        var played = since(begun);
        var audit = audit(platform, play);
        var megabytes = residentMegabytes(platform);
        var replay = new LogReplay(
                        platform.postgres().server(),
                        platform.databasePasswords(Service.ANALYTICS),
                        platform.kafka().bootstrapServers())
                .run(records -> {});
        var figures = Figures.of(play.acme().operations(), play.acme().programme());
        var overrides = Overrides.of(play.acme().analyst(), play.acme().programme());
        var gates = play.governance().gates();
        var seconds = new Seconds(Long.getLong("tandem.build.seconds", 0), start.toSeconds(), played.toSeconds());
        var summary = Summary.of(
                play.acme(),
                play.globex(),
                audit,
                figures,
                new Run(
                        overrides,
                        gates,
                        new Replayed(replay.records(), replay.seconds(), replay.isEqual()),
                        seconds,
                        megabytes,
                        SIMULATED));
        var file = checkout.root().resolve("target/demo/summary.json");
        summary.write(file);
        var pack = file.resolveSibling("steering-pack.html");
        Output.write(pack, play.governance().steeringPack());
        out.println();
        out.println(Tables.happened(List.of(play.acme(), play.globex())));
        out.println(Tables.seats(play.acme().outlook()));
        out.println();
        out.println(overrides.text().indent(2));
        out.println(Tables.figures(figures.all()));
        out.println(Tables.gates(gates));
        out.printf(
                "  The committee decided: %s. Steering pack: %s%n%n",
                play.governance().decided(), pack);
        out.println("  Simulated: " + String.join("; ", SIMULATED) + ".");
        out.println();
        out.print(audit.text().indent(2));
        out.printf(
                "  the log of %,d records, replayed into an empty store in %.1f s: %s%n",
                replay.records(), replay.seconds(), replay.isEqual() ? "equal" : replay.violations());
        out.println();
        out.println("  "
                + Published.of(play.acme().analyst(), checkout.root().resolve("target/demo"))
                        .text());
        out.printf("%n  Played in %d s. Summary: %s%n", played.toSeconds(), file);
        return audit.isClean() && replay.isEqual();
    }

    private static AuditReport audit(LocalPlatform platform, Play play) {
        var target =
                AuditTarget.of(platform.postgres().server(), platform.kafka().bootstrapServers());
        return new Auditor(target)
                .audit(play.receipts().all().stream()
                        .map(receipt ->
                                new Accepted(receipt.service().id(), receipt.tenant(), receipt.source(), receipt.id()))
                        .toList());
    }

    private static Map<String, Long> residentMegabytes(LocalPlatform platform) {
        var megabytes = new LinkedHashMap<String, Long>();
        for (var service : Service.values()) {
            megabytes.put(
                    service.fullName(), platform.service(service).process().residentMegabytes());
        }
        return megabytes;
    }

    private String whereToLook(LocalPlatform platform) {
        var secrets = platform.site().secrets();
        return """

                Everything stays up until Ctrl-C.

                  intake      %s/q/openapi      matching    %s/q/openapi
                  session     %s/q/openapi      analytics   %s/q/openapi
                  Keycloak    %s

                Logins, all with the password in %s:
                  acme     ada-lead (programme lead), cleo-operations, dan-hr, finn-analyst, eve-steering, gus-privacy
                  globex   hana-lead, jo-operations, kai-hr, max-analyst, lia-steering, noa-privacy

                  TOKEN=$(curl -s %s/protocol/openid-connect/token -d grant_type=password -d client_id=tandem-cli \\
                    -d username=finn-analyst --data-urlencode password@%s | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')
                  curl -s -H "Authorization: Bearer $TOKEN" %s/v1/metrics

                What was published, in SQL, as acme's BI tools read it:

                  %s -c 'select * from latest'
                """.formatted(
                        platform.url(Service.INTAKE),
                        platform.url(Service.MATCHING),
                        platform.url(Service.SESSION),
                        platform.url(Service.ANALYTICS),
                        platform.keycloak().url(),
                        secrets.resolve("password-people"),
                        platform.keycloak().realmUrl(),
                        secrets.resolve("password-people"),
                        platform.url(Service.ANALYTICS),
                        platform.psql("acme"));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private record Lines(PrintStream out) implements LocalPlatform.Progress {
        @Override
        public synchronized void ready(Part part, Duration took) {
            out.printf("  %-18s ready after %4.1f s%n", part.name(), took.toMillis() / 1000.0);
        }

        @Override
        public synchronized void say(String sentence) {
            out.println("  " + sentence);
        }
    }
}
