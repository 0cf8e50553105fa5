package tandem.verify.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.local.Checkout;
import tandem.local.PortPlan;
import tandem.local.Secrets;
import tandem.local.Service;
import tandem.local.Site;

/** {@code ./tandem audit} and {@code ./tandem verify}: what anybody can check for themselves. */
public final class Verify {
    private static final int FINDINGS_MAX = 100;

    private Verify() {}

    public static void main(String[] arguments) throws IOException {
        var given = List.of(arguments);
        var good = given.getFirst().equals("trail")
                ? trail(given.subList(1, given.size()), System.out)
                : document(Path.of(given.get(1)), Path.of(given.get(2)), System.out);
        System.exit(good ? 0 : 1);
    }

    /** Reads the trails of the Tandem that runs here, or the one in the database named by {@code TANDEM_AUDIT_URL}. */
    private static boolean trail(List<String> headFiles, PrintStream out) throws IOException {
        var kept = new ArrayList<String>();
        for (var file : headFiles) {
            kept.add(Files.readString(Path.of(file)));
        }
        var elsewhere = System.getenv("TANDEM_AUDIT_URL");
        var findings = 0;
        if (elsewhere != null) {
            findings += trail("the database", () -> DriverManager.getConnection(elsewhere), kept, out);
        } else {
            var secrets = secrets();
            for (var service : Service.values()) {
                var password = secrets.database(service.id()).feed();
                var heads =
                        kept.stream().filter(head -> serviceOf(head) == service).toList();
                findings += trail(
                        service.fullName(),
                        () -> DriverManager.getConnection(local(service), service.id() + "_feed", password),
                        heads,
                        out);
            }
        }
        out.println(
                findings == 0 ? "Every trail is as it was written." : findings + " findings: not as it was written.");
        return findings == 0;
    }

    /** Reads one trail; answers how many findings there are. */
    static int trail(String where, Database database, List<String> kept, PrintStream out) {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var report = new TrailVerifier(connection).verify(kept);
            report.entries()
                    .forEach((tenant, entries) -> out.printf("%-18s %s: %,d entries%n", where, tenant, entries));
            report.findings().stream()
                    .limit(FINDINGS_MAX)
                    .forEach(finding -> out.printf("CHANGED  %s, %s: %s%n", where, finding.tenant(), finding.what()));
            return report.findings().size();
        } catch (SQLException e) {
            throw new AuditFailed("Cannot reach " + where + ". Is Tandem running here? " + e.getMessage(), e);
        }
    }

    /** Whose trail a head is about. Heads of the first days name no service: there was one trail. */
    private static Service serviceOf(String head) {
        var name = SignedDocument.claimed(head, "service");
        return Arrays.stream(Service.values())
                .filter(service -> name.filter(service.fullName()::equals).isPresent())
                .findFirst()
                .orElse(Service.INTAKE);
    }

    /** Opens a connection that sees every tenant. */
    @FunctionalInterface
    interface Database {
        Connection connect() throws SQLException;
    }

    /** Checks a receipt, certificate or head with the keys in a file, as {@code GET /v1/keys/<tenant>} answered them. */
    static boolean document(Path signed, Path keyFile, PrintStream out) throws IOException {
        Map<String, PublicKey> keys = new HashMap<>();
        SignedDocument.json(Files.readString(keyFile))
                .path("keys")
                .forEach(jwk -> keys.put(jwk.path("kid").asText(), SignedDocument.key(jwk)));
        var document = SignedDocument.open(Files.readString(signed), keys);
        document.ifPresentOrElse(
                opened -> out.printf("%s%nGenuine: %s, signed with %s%n", opened.pretty(), opened.type(), opened.kid()),
                () -> out.println("Not genuine: none of the keys signed this."));
        return document.isPresent();
    }

    private static String local(Service service) {
        return "jdbc:postgresql://localhost:"
                + PortPlan.fromEnvironment().ports().get("postgres") + "/" + service.id();
    }

    private static Secrets secrets() {
        var chosen = System.getenv("TANDEM_HOME");
        return new Secrets(new Site(chosen == null ? Checkout.find().root().resolve(".tandem") : Path.of(chosen)));
    }
}
