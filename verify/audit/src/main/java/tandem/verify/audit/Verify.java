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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tandem.local.Checkout;
import tandem.local.PortPlan;
import tandem.local.Secrets;
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

    /** Reads the trail of the Tandem that runs here, or of the database named by {@code TANDEM_AUDIT_URL}. */
    private static boolean trail(List<String> headFiles, PrintStream out) throws IOException {
        var kept = new ArrayList<String>();
        for (var file : headFiles) {
            kept.add(Files.readString(Path.of(file)));
        }
        var elsewhere = System.getenv("TANDEM_AUDIT_URL");
        try (var connection = elsewhere == null
                ? DriverManager.getConnection(
                        local(), "intake_feed", secrets().database("intake").feed())
                : DriverManager.getConnection(elsewhere)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var report = new TrailVerifier(connection).verify(kept);
            report.entries().forEach((tenant, entries) -> out.printf("%s: %,d entries%n", tenant, entries));
            report.findings().stream()
                    .limit(FINDINGS_MAX)
                    .forEach(finding -> out.printf("CHANGED  %s: %s%n", finding.tenant(), finding.what()));
            out.println(
                    report.findings().isEmpty()
                            ? "The trail is as it was written."
                            : report.findings().size() + " findings: the trail is not as it was written.");
            return report.findings().isEmpty();
        } catch (SQLException e) {
            throw new AuditFailed("Cannot reach the database. Is Tandem running here? " + e.getMessage(), e);
        }
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

    private static String local() {
        return "jdbc:postgresql://localhost:"
                + PortPlan.fromEnvironment().ports().get("postgres") + "/intake";
    }

    private static Secrets secrets() {
        var chosen = System.getenv("TANDEM_HOME");
        return new Secrets(new Site(chosen == null ? Checkout.find().root().resolve(".tandem") : Path.of(chosen)));
    }
}
