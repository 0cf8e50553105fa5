package tandem.matching.exploration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.runtime.tenant.Tenants;

/** What was said after exploratory meetings, and which of them wait for an answer. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Explorations {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Explorations(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    List<Answer> answers(MatchId match) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select party, verdict, reason, answered_at from exploration_answers
                         where tenant = :tenant and match = :match order by answered_at, party
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .map((row, context) -> {
                    var reason = row.getString("reason");
                    return new Answer(
                            Party.valueOf(row.getString("party")),
                            Verdict.valueOf(row.getString("verdict")),
                            reason == null ? null : DeclineReason.valueOf(reason),
                            row.getObject("answered_at", OffsetDateTime.class).toInstant());
                })
                .list());
    }

    void add(MatchId match, Answer answer) {
        var reason = answer.reason();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into exploration_answers (tenant, match, party, verdict, reason, answered_at)
                        values (:tenant, :match, :party, :verdict, :reason, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .bind("party", answer.by().name())
                .bind("verdict", answer.verdict().name())
                .bind("reason", reason == null ? null : reason.name())
                .bind("at", answer.answeredAt().atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** Pairs whose time is over, oldest first. */
    List<MatchId> lapsedBy(LocalDate day, int limit) {
        return matches("explore_until < :day", day, limit);
    }

    /** Pairs nobody was reminded of, whose time is over on this day or before. */
    List<MatchId> unremindedUntil(LocalDate day, int limit) {
        return matches("reminded_on is null and explore_until <= :day", day, limit);
    }

    private List<MatchId> matches(String which, LocalDate day, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select id from matches where tenant = :tenant"
                        + " and state = 'EXPLORING' and " + which + " order by explore_until, id limit :limit")
                .bind("tenant", tenants.current())
                .bind("day", day)
                .bind("limit", limit)
                .mapTo(MatchId.class)
                .list());
    }
}
