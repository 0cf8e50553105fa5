package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import tandem.events.DecisionId;
import tandem.events.IntakeId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.intake.decision.Need;
import tandem.intake.decision.Reason;
import tandem.intake.intake.Decision.Occasion;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;

/** Reads what a simulation replays, row by row, so that a large programme needs no more memory than a small one. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class SimulationQueries {

    private static final int FETCH = 500;

    private final Jdbi jdbi;
    private final Tenants tenants;

    SimulationQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** From here on the database itself refuses this transaction every write. */
    void writeNothing() {
        jdbi.useHandle(handle -> handle.execute("set transaction read only"));
    }

    /** The decision in force for each person of the programme, oldest first. */
    void eachInForce(ProgrammeId programme, Consumer<Past> replay) {
        jdbi.useHandle(handle -> {
            try (var rows = handle
                    .createQuery("""
                            select d.id, d.intake, d.person, d.pathway, d.need, d.reasons, d.rule_set_version,
                                   d.policy_version, d.occasion
                              from decision d
                             where d.tenant = :tenant and d.programme = :programme
                               and not exists (select from decision l
                                                where l.tenant = d.tenant and l.person = d.person
                                                  and l.programme = d.programme and l.id > d.id)
                             order by d.id""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .setFetchSize(FETCH)
                    .map((row, context) -> new Past(
                            new DecisionId(row.getObject("id", UUID.class)),
                            new IntakeId(row.getObject("intake", UUID.class)),
                            new PersonId(row.getObject("person", UUID.class)),
                            Pathway.valueOf(row.getString("pathway")),
                            read(row.getString("need"), Need.class),
                            List.of(read(row.getString("reasons"), Reason[].class)),
                            row.getString("rule_set_version"),
                            row.getInt("policy_version"),
                            Occasion.valueOf(row.getString("occasion"))))
                    .stream()) {
                rows.forEach(replay);
            }
        });
    }

    private static <T> T read(String text, Class<T> type) {
        try {
            return EventCodec.json().readValue(text, type);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored decision cannot be read", e);
        }
    }

    /** A decision in force, with the need it saw. */
    record Past(
            DecisionId decision,
            IntakeId intake,
            PersonId person,
            Pathway pathway,
            Need need,
            List<Reason> reasons,
            String ruleSetVersion,
            int policyVersion,
            Occasion occasion) {}
}
