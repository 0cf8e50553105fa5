package tandem.session.prompt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.FatigueCap;
import tandem.session.rule.QuietHours;

/** What programmes say about prompts; every version is kept. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ProgrammePromptTerms {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProgrammePromptTerms(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    PromptTerms of(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select version, prompts, window_days, quiet_from, quiet_until, quiet_days from prompt_terms
                         where tenant = :tenant and programme = :programme
                         order by version desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> terms(row))
                .findOne()
                .orElse(PromptTerms.DEFAULT));
    }

    /** Answers false, and keeps what is there, when somebody else published this version. */
    boolean add(ProgrammeId programme, PromptTerms terms) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into prompt_terms
                               (tenant, programme, version, prompts, window_days, quiet_from, quiet_until, quiet_days)
                        values (:tenant, :programme, :version, :prompts, :days, :from, :until, :quiet)
                            on conflict do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("version", terms.version())
                        .bind("prompts", terms.cap().prompts())
                        .bind("days", (int) terms.cap().window().toDays())
                        .bind("from", terms.quiet().from())
                        .bind("until", terms.quiet().until())
                        .bind(
                                "quiet",
                                terms.quiet().days().stream()
                                        .sorted()
                                        .map(DayOfWeek::name)
                                        .toArray(String[]::new))
                        .execute())
                > 0;
    }

    private static PromptTerms terms(ResultSet row) throws SQLException {
        return new PromptTerms(
                row.getInt("version"),
                new FatigueCap(row.getInt("prompts"), Duration.ofDays(row.getInt("window_days"))),
                new QuietHours(
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        Arrays.stream((String[]) row.getArray("quiet_days").getArray())
                                .map(DayOfWeek::valueOf)
                                .collect(Collectors.toSet())));
    }
}
