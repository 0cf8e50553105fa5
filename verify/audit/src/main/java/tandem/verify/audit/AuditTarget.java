package tandem.verify.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import tandem.local.PostgresServer;

/**
 * What is audited: the server with the databases, by service, and the broker. The auditor goes in as superuser, past every policy
 * and every service.
 */
public record AuditTarget(PostgresServer postgres, Map<String, String> databases, String bootstrapServers) {
    public static final String ANALYTICS = "analytics";
    static final String MATCHING = "matching";

    /** The four services with a database of their own name each. */
    public static AuditTarget of(PostgresServer postgres, String bootstrapServers) {
        var databases = new LinkedHashMap<String, String>();
        for (var service : new String[] {"intake", MATCHING, "session", ANALYTICS}) {
            databases.put(service, service);
        }
        return new AuditTarget(postgres, databases, bootstrapServers);
    }

    String analytics() {
        var database = databases.get(ANALYTICS);
        if (database == null) {
            throw new IllegalArgumentException("An audit needs the database of analytics");
        }
        return database;
    }
}
