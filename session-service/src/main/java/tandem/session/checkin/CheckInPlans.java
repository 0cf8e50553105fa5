package tandem.session.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;

/** The plans of programmes; every version is kept, because answers are read with the questions they were given to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CheckInPlans {

    private static final Versioned SHIPPED = new Versioned(0, shipped());

    private final Jdbi jdbi;
    private final Tenants tenants;

    CheckInPlans(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A plan and which it is; 0 is the one every programme has until it publishes its own. */
    record Versioned(int version, CheckInPlan plan) {}

    Versioned of(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select version, plan from check_in_plans
                         where tenant = :tenant and programme = :programme
                         order by version desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new Versioned(row.getInt("version"), read(row.getString("plan"))))
                .findOne()
                .orElse(SHIPPED));
    }

    /** The plan a check-in was opened under. */
    CheckInPlan of(CheckIn checkIn) {
        if (checkIn.planVersion() == SHIPPED.version()) {
            return SHIPPED.plan();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select plan from check_in_plans
                         where tenant = :tenant and programme = :programme and version = :version
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", checkIn.programme())
                .bind("version", checkIn.planVersion())
                .map((row, context) -> read(row.getString("plan")))
                .one());
    }

    /** What a check-in asks. */
    Definition definitionOf(CheckIn checkIn) {
        return of(checkIn).of(checkIn.kind()).orElseThrow();
    }

    /** Answers false, and keeps what is there, when somebody else published this version. */
    boolean add(ProgrammeId programme, Versioned next, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into check_in_plans (tenant, programme, version, plan, published_at)
                        values (:tenant, :programme, :version, :plan::jsonb, :at)
                            on conflict do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("version", next.version())
                        .bind("plan", write(next.plan()))
                        .bind("at", at.atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    private static CheckInPlan shipped() {
        try (var json = Objects.requireNonNull(
                CheckInPlans.class.getResourceAsStream("default-plan.json"), "the plan that is shipped")) {
            return EventCodec.json().readValue(json, CheckInPlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CheckInPlan read(String json) {
        try {
            return EventCodec.json().readValue(json, CheckInPlan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not written by us", e);
        }
    }

    private static String write(CheckInPlan plan) {
        try {
            return EventCodec.json().writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A plan is always JSON", e);
        }
    }
}
