package tandem.analytics.projection;

import java.sql.Connection;
import java.sql.SQLException;
import tandem.events.PersonId;
import tandem.events.ProfileState.ImpactProfile;

/** The covariates leaders allow right now. A state older than the one held, or than the last withdrawal, is ignored. */
public final class ImpactProfiles {
    private ImpactProfiles() {}

    public static void put(Connection connection, String tenant, ImpactProfile state) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into impact_profiles as p
                    (tenant, person, consent_version, department, job_role, level, tenure_months, last_promoted_on)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (tenant, person) do update set
                    consent_version = excluded.consent_version, department = excluded.department,
                    job_role = excluded.job_role, level = excluded.level, tenure_months = excluded.tenure_months,
                    last_promoted_on = excluded.last_promoted_on
                where excluded.consent_version > p.consent_version
                   or excluded.consent_version = p.consent_version and p.department is not null""")) {
            statement.setString(1, tenant);
            statement.setObject(2, state.person().value());
            statement.setLong(3, state.consentVersion());
            statement.setString(4, state.department());
            statement.setString(5, state.jobRole());
            statement.setInt(6, state.level());
            statement.setInt(7, state.tenureMonths());
            statement.setObject(8, state.lastPromotedOn());
            statement.executeUpdate();
        }
    }

    /** Nothing is allowed any more; the version stays, to refuse what is older. */
    public static void blank(Connection connection, String tenant, PersonId person) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update impact_profiles set department = null, job_role = null, level = null, tenure_months = null,
                                           last_promoted_on = null
                where tenant = ? and person = ?""")) {
            statement.setString(1, tenant);
            statement.setObject(2, person.value());
            statement.executeUpdate();
        }
    }
}
