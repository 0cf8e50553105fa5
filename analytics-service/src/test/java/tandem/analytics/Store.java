package tandem.analytics;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
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
    private final Jdbi owner;

    private Store(Map<String, String> config) {
        this.config = config;
        feed = as("feed");
        app = as("app");
        owner = as("owner");
        Flyway.configure()
                .dataSource(url(), "analytics_owner", password("owner"))
                .locations("db/platform", "db/migration")
                .load()
                .migrate();
    }

    public static Store fresh() {
        return fresh("false");
    }

    /** Forgets everything it was told: cheaper than another database. */
    public void empty() {
        owner.useHandle(handle -> handle.execute("""
                do $$
                declare
                    tables text;
                begin
                    select string_agg(c.oid::regclass::text, ', ') into tables
                    from pg_class c
                    where c.relnamespace in ('public'::regnamespace, 'tandem'::regnamespace, 'impact'::regnamespace)
                      and c.relkind in ('r', 'p')
                      and not c.relispartition
                      and c.relname not in ('flyway_schema_history', 'outbox_cursor', 'programme_clock');
                    execute 'truncate ' || tables || ' restart identity';
                end
                $$"""));
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
        var pool = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(8)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url())
                                .principal(new NamePrincipal("analytics_" + role))
                                .credential(new SimplePassword(password(role)))));
        try {
            return Jdbi.create(AgroalDataSource.from(pool)).installPlugin(new PostgresPlugin());
        } catch (SQLException e) {
            throw new IllegalStateException("no pool for " + role, e);
        }
    }

    private String url() {
        return "jdbc:postgresql://" + config.get("tandem.db.host") + ":" + config.get("tandem.db.port") + "/"
                + config.get("tandem.db.name");
    }

    private String password(String role) {
        return config.getOrDefault("tandem.db." + role + ".password", "");
    }
}
