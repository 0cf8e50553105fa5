package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads in the catalogue of the database under test whether every tenant is fenced off. */
public final class TenancyRules {

    private static final String UNPROTECTED_TABLES = """
            select format('%I.%I', namespace.nspname, class.relname)
              from pg_class class
              join pg_namespace namespace on namespace.oid = class.relnamespace
             where class.relkind in ('r', 'p')
               and namespace.nspname not in ('pg_catalog', 'information_schema')
               and exists (select from pg_attribute attribute
                            where attribute.attrelid = class.oid and attribute.attname = 'tenant'
                              and attribute.attnum > 0 and not attribute.attisdropped)
               and not (class.relrowsecurity and class.relforcerowsecurity
                        and exists (select from pg_policy policy
                                     where policy.polrelid = class.oid
                                       and policy.polcmd = '*'
                                       and pg_get_expr(policy.polqual, class.oid) like '%tandem.tenant()%'
                                       and pg_get_expr(policy.polwithcheck, class.oid) like '%tandem.tenant()%'))
             order by 1
            """;

    private static final String VIEWS_WITH_THEIR_OWNERS_RIGHTS = """
            select format('%I.%I', namespace.nspname, class.relname)
              from pg_class class
              join pg_namespace namespace on namespace.oid = class.relnamespace
             where class.relkind = 'v'
               and namespace.nspname not in ('pg_catalog', 'information_schema')
               and not coalesce(class.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']
             order by 1
            """;

    private TenancyRules() {}

    /**
     * Fails unless every table with a tenant column has row-level security, forced on its owner too, and every view asks with the
     * rights of who asks.
     *
     * @param exempt tables and views, as {@code schema.name}, that are meant to be without, such as staging tables
     */
    public static void check(String... exempt) {
        var allowed = Set.of(exempt);
        try (var connection = AppDatabase.connect()) {
            assertThat(names(connection, UNPROTECTED_TABLES))
                    .as("tables with a tenant and without its policy")
                    .filteredOn(name -> !allowed.contains(name))
                    .isEmpty();
            assertThat(names(connection, VIEWS_WITH_THEIR_OWNERS_RIGHTS))
                    .as("views that are not security_invoker")
                    .filteredOn(name -> !allowed.contains(name))
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the catalogue", e);
        }
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
