package tandem.analytics;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import tandem.testing.RealParts;

/** A fresh database with the schema of the service, and a broker when asked for; no Quarkus. */
public final class Store {
    private final Map<String, String> config;
    private final Jdbi feed;
    private final Jdbi app;

    private Store(Map<String, String> config) {
        this.config = config;
        feed = as("feed");
        app = as("app");
        Flyway.configure()
                .dataSource(url(), "analytics_owner", password("owner"))
                .locations("db/platform", "db/migration")
                .load()
                .migrate();
    }

    public static Store fresh() {
        return fresh("false");
    }

    public static Store withBroker() {
        return fresh("true");
    }

    private static Store fresh(String kafka) {
        var parts = new RealParts();
        parts.init(Map.of("kafka", kafka));
        return new Store(parts.start());
    }

    public Jdbi feed() {
        return feed;
    }

    /** As a resource reads: under row-level security. */
    public Jdbi app() {
        return app;
    }

    public String kafka() {
        return config.getOrDefault("kafka.bootstrap.servers", "no broker was asked for");
    }

    public long count(String table) {
        return one("select count(*) from " + table);
    }

    public long one(String sql) {
        return feed.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** The rows as text, in the order of the query. */
    public List<String> rows(String sql) {
        return feed.withHandle(handle -> handle.createQuery("select q::text from (" + sql + ") q")
                .mapTo(String.class)
                .list());
    }

    private Jdbi as(String role) {
        return Jdbi.create(url(), "analytics_" + role, password(role)).installPlugin(new PostgresPlugin());
    }

    private String url() {
        return "jdbc:postgresql://" + config.get("tandem.db.host") + ":" + config.get("tandem.db.port") + "/"
                + config.get("tandem.db.name");
    }

    private String password(String role) {
        return config.getOrDefault("tandem.db." + role + ".password", "");
    }
}
