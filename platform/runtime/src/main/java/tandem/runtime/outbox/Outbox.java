package tandem.runtime.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.runtime.event.Cause;
import tandem.runtime.event.StateKey;
import tandem.runtime.event.Traces;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/**
 * Writes events in the transaction of the change they tell. Outside a transaction it refuses: an event without its change, or a
 * change without its event, is the bug this exists to prevent. Any number of events costs one statement.
 */
@ApplicationScoped
public class Outbox {

    private final AgroalDataSource dataSource;
    private final Tenants tenants;
    private final Clock clock;
    private final String topic;
    private final CommitSignal committed;
    private final TransactionSynchronizationRegistry transaction;

    Outbox(
            AgroalDataSource dataSource,
            Tenants tenants,
            @ProgrammeTime Clock clock,
            @ConfigProperty(name = "tandem.topic") String topic,
            CommitSignal committed,
            TransactionSynchronizationRegistry transaction) {
        this.dataSource = dataSource;
        this.tenants = tenants;
        this.clock = clock;
        this.topic = topic;
        this.committed = committed;
        this.transaction = transaction;
    }

    /** Tells one fact on this service's topic. */
    @Transactional(TxType.MANDATORY)
    public void append(TandemEvent event) {
        write(List.of(new Caused(event, Cause.current())));
    }

    /** Tells many facts, in this order. */
    @Transactional(TxType.MANDATORY)
    public void appendAll(List<? extends TandemEvent> events) {
        var cause = Cause.current();
        write(events.stream().map(event -> new Caused(event, cause)).toList());
    }

    /** Tells many facts, in this order, each with a cause of its own. */
    @Transactional(TxType.MANDATORY)
    public void appendCaused(List<Caused> events) {
        write(events);
    }

    /** Tells that what the purpose allows to be known about the person has changed, or is nothing any more. */
    @Transactional(TxType.MANDATORY)
    public void profileChanged(PersonId person, Purpose purpose) {
        writeStates(List.of(new StateKey(person, purpose)));
    }

    /** As {@link #profileChanged}, for many. */
    @Transactional(TxType.MANDATORY)
    public void profilesChanged(Collection<StateKey> keys) {
        writeStates(keys);
    }

    /**
     * What this transaction tells during the work is written by one statement, in its order, when the work is done; within other such
     * work, when that is.
     */
    @Transactional(TxType.MANDATORY)
    public <R> R together(Supplier<R> work) {
        if (transaction.getResource(this) != null) {
            return work.get();
        }
        var told = new Told(new ArrayList<>());
        transaction.putResource(this, told);
        R done;
        try {
            done = work.get();
        } finally {
            transaction.putResource(this, null);
        }
        write(told.events());
        return done;
    }

    private void write(List<Caused> events) {
        if (transaction.getResource(this) instanceof Told(var told)) {
            var running = Traces.current();
            events.forEach(event -> told.add(event.traced(running)));
        } else if (!events.isEmpty()) {
            write(statements -> statements.append(events));
        }
    }

    private void writeStates(Collection<StateKey> keys) {
        if (!keys.isEmpty()) {
            write(statements -> statements.appendStates(List.copyOf(keys)));
        }
    }

    private void write(Appending appending) {
        try (var connection = dataSource.getConnection()) {
            appending.with(new OutboxStatements(connection, tenants.current(), topic, clock.instant()));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot append to the outbox", e);
        }
        committed.afterThisTransaction();
    }

    /** What is told and not written yet. */
    private record Told(List<Caused> events) {}

    private interface Appending {
        void with(OutboxStatements statements) throws SQLException;
    }
}
