package tandem.session.calendar;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/** Input that was accepted and waits, each encrypted with a key of its own that goes when it goes. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ParkedInputs {
    private static final String FIELD = "parked-input";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;
    private final Clock clock;

    ParkedInputs(Jdbi jdbi, Tenants tenants, FieldEncryption encryption, @MachineTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** One that waits. */
    record Parked(UUID id, ParkedInput input) {}

    void park(ParkedInput input) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into parked_inputs (tenant, id, kind, content, parked_at)
                        values (:tenant, :id, :kind, :content, :now)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("kind", kind(input))
                .bind("content", encryption.encrypt(new PersonId(id), FIELD, json(input)))
                .bind("now", clock.instant())
                .execute());
    }

    /** Those that wait longest, the ones that failed least often first. */
    List<Parked> next(int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, content from parked_inputs
                         where tenant = :tenant
                         order by attempts, id
                         limit :most
                        """)
                .bind("tenant", tenants.current())
                .bind("most", most)
                .map((row, context) -> {
                    var id = row.getObject(1, UUID.class);
                    return new Parked(id, input(encryption.decrypt(new PersonId(id), FIELD, row.getBytes(2))));
                })
                .list());
    }

    /** Removes it with its key; answers whether it was there. */
    boolean remove(UUID id) {
        encryption.shred(new PersonId(id));
        return jdbi.withHandle(
                        handle -> handle.createUpdate("delete from parked_inputs where tenant = :tenant and id = :id")
                                .bind("tenant", tenants.current())
                                .bind("id", id)
                                .execute())
                > 0;
    }

    int failed(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "update parked_inputs set attempts = attempts + 1 where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .execute());
    }

    private static String kind(ParkedInput input) {
        return switch (input) {
            case ParkedInput.Text text -> "TEXT";
            case ParkedInput.Upserted upserted -> "UPSERTED";
            case ParkedInput.Attendance attendance -> "ATTENDANCE";
        };
    }

    private static String json(ParkedInput input) {
        try {
            return EventCodec.json().writeValueAsString(input);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("The input cannot be written", broken);
        }
    }

    private static ParkedInput input(String json) {
        try {
            return EventCodec.json().readValue(json, ParkedInput.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A parked input cannot be read", broken);
        }
    }
}
