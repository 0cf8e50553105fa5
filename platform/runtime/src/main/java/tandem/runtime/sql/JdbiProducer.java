package tandem.runtime.sql;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * Jdbi over the two pools. On the default one a handle joins the running JTA transaction, so SQL and Hibernate share a connection and
 * a commit.
 */
@Singleton
class JdbiProducer {

    @Produces
    @Singleton
    Jdbi app(AgroalDataSource pool) {
        return over(pool);
    }

    @Feed
    @Produces
    @Singleton
    Jdbi feed(@DataSource("feed") AgroalDataSource pool) {
        return over(pool);
    }

    private static Jdbi over(AgroalDataSource pool) {
        var jdbi = Jdbi.create(pool)
                .installPlugin(new PostgresPlugin())
                .registerArgument(new IdArguments())
                .registerColumnMapper(new IdColumns());
        // the values bound to a statement that failed are somebody's: they stay out of messages, and so out of logs
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }
}
