package tandem.runtime.inbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.ProfileState;
import tandem.runtime.event.Cause;
import tandem.runtime.event.EventCodec;
import tandem.runtime.event.StateKey;
import tandem.runtime.event.Traces;
import tandem.runtime.event.Undecodable;
import tandem.runtime.failure.Backoff;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.failure.Failures;
import tandem.runtime.failure.Work;

/**
 * Takes in what Kafka delivers. An event is claimed by one insert in the transaction of its effect, so it has its effect once however
 * often it is delivered. What fails and may pass later holds up its partition; what never will pass is set aside alone and the next
 * record goes on. Runs of one tenant share a transaction; when such a run fails, it is redone one by one.
 */
@ApplicationScoped
public class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private static final int RUN_MAX = 50;

    private static final String CLAIM = """
            insert into tandem.inbox (tenant, consumer, event_id)
            select ?, ?, e.id from unnest(?::uuid[]) with ordinality as e (id, place)
            order by e.place
            on conflict do nothing
            returning event_id""";

    private final AgroalDataSource dataSource;
    private final Work work;
    private final DeadLetters deadLetters;
    private final Positions positions;
    private final CountDownLatch closing = new CountDownLatch(1);

    Inbox(AgroalDataSource dataSource, Work work, DeadLetters deadLetters, Positions positions) {
        this.dataSource = dataSource;
        this.work = work;
        this.deadLetters = deadLetters;
        this.positions = positions;
    }

    void close(@Observes ShutdownEvent event) {
        closing.countDown();
    }

    /**
     * Takes in a poll of a history topic. Returns when every record has had its effect or is set aside; only then may the position be
     * committed.
     *
     * @param consumer the group id of the channel
     * @param family the sealed interface of the topic; a record that is none of it is set aside
     * @param effects what each event leads to; {@link Effect#NONE} passes it over
     */
    public <E> void process(
            ConsumerRecords<String, byte[]> records,
            String consumer,
            Class<E> family,
            Function<Envelope<E>, Effect> effects) {
        take(records, consumer, new Facts<>(consumer, family, effects));
    }

    /**
     * Takes in a poll of the profile topic: key and state, or null where nothing is allowed any more. Nothing is claimed: the consent
     * version in the state says whether it is news.
     */
    public void processStates(
            ConsumerRecords<String, byte[]> records,
            String consumer,
            BiConsumer<StateKey, @Nullable ProfileState> effect) {
        take(records, consumer, new States(consumer, effect));
    }

    private void take(ConsumerRecords<String, byte[]> records, String consumer, Intake intake) {
        deadLetters.replayWith(consumer, record -> {
            var arrival = intake.read(record);
            if (intake.concerns(arrival)) {
                intake.takeIn(List.of(arrival));
            }
        });
        for (var partition : records.partitions()) {
            takeInOrder(records.records(partition), consumer, intake);
        }
    }

    private void takeInOrder(List<ConsumerRecord<String, byte[]>> records, String consumer, Intake intake) {
        var run = new ArrayList<Arrival>();
        for (var record : records) {
            Arrival arrival;
            try {
                arrival = intake.read(record);
            } catch (Undecodable e) {
                takeRun(run, consumer, intake);
                run.clear();
                quarantine(record, consumer, e);
                continue;
            }
            if (!intake.concerns(arrival)) {
                continue;
            }
            if (!run.isEmpty()
                    && (run.size() == RUN_MAX || !run.getFirst().tenant().equals(arrival.tenant()))) {
                takeRun(run, consumer, intake);
                run.clear();
            }
            run.add(arrival);
        }
        takeRun(run, consumer, intake);
        positions.processed(consumer, records.getLast());
    }

    private void takeRun(List<Arrival> run, String consumer, Intake intake) {
        if (run.isEmpty()) {
            return;
        }
        var last = run.getLast().record();
        try {
            untilItPasses(run.getFirst().record(), consumer, () -> intake.takeIn(run));
            positions.processed(consumer, last);
        } catch (Closing e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            if (run.size() == 1) {
                quarantine(last, consumer, e);
            } else {
                LOG.infof("%s: %d events together failed and are redone one by one", consumer, run.size());
                run.forEach(arrival -> takeRun(List.of(arrival), consumer, intake));
            }
        }
    }

    private void quarantine(ConsumerRecord<String, byte[]> record, String consumer, Throwable failure) {
        LOG.errorf(
                failure,
                "%s: set aside %s-%d offset %d",
                consumer,
                record.topic(),
                record.partition(),
                record.offset());
        var reason = DeadLetters.reason(failure);
        untilItPasses(record, consumer, () -> deadLetters.quarantine(consumer, record, reason));
        positions.processed(consumer, record);
    }

    /** Does it again and again while the failure is one that passes; the partition waits and nothing behind it overtakes. */
    private void untilItPasses(ConsumerRecord<String, byte[]> record, String consumer, Runnable attempt) {
        for (int failures = 1; ; failures++) {
            try {
                attempt.run();
                return;
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!Failures.isTransient(e)) {
                    throw e;
                }
                positions.waits(consumer, record);
                LOG.warnf("%s: %s-%d waits: %s", consumer, record.topic(), record.partition(), DeadLetters.reason(e));
                pause(BACKOFF.after(failures), e);
            }
        }
    }

    private void pause(Duration wait, Throwable reason) {
        try {
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Closing(reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Closing(e);
        }
    }

    /** What was not taken in is delivered again to whoever takes over. */
    private static final class Closing extends RuntimeException {
        Closing(Throwable cause) {
            super("The service stops", cause);
        }
    }

    /** An event and what it leads to. */
    private record Lead(Envelope<?> event, Effect effect) {}

    private record Arrival(ConsumerRecord<String, byte[]> record, String tenant, Object content) {}

    private interface Intake {
        Arrival read(ConsumerRecord<String, byte[]> record);

        boolean concerns(Arrival arrival);

        void takeIn(List<Arrival> run);
    }

    private final class Facts<E> implements Intake {
        private final String consumer;
        private final Class<E> family;
        private final Function<Envelope<E>, Effect> effects;

        Facts(String consumer, Class<E> family, Function<Envelope<E>, Effect> effects) {
            this.consumer = consumer;
            this.family = family;
            this.effects = effects;
        }

        @Override
        public Arrival read(ConsumerRecord<String, byte[]> record) {
            var event = EventCodec.read(record, family);
            return new Arrival(record, event.tenant(), new Lead(event, effects.apply(event)));
        }

        @Override
        public boolean concerns(Arrival arrival) {
            return !((Lead) arrival.content()).effect().equals(Effect.NONE);
        }

        @Override
        public void takeIn(List<Arrival> run) {
            var events = run.stream().map(arrival -> (Lead) arrival.content()).toList();
            work.inTransaction(run.getFirst().tenant(), () -> {
                var news = claim(events);
                for (var lead : events) {
                    if (news.remove(lead.event().id())) {
                        apply(lead.event(), lead.effect());
                    }
                }
                return news;
            });
        }

        private void apply(Envelope<?> event, Effect effect) {
            Traces.consuming(
                    event.type(),
                    event.traceparent(),
                    () -> Cause.during(event.id().toString(), () -> {
                        effect.take();
                        return event;
                    }));
        }

        private Set<UUID> claim(List<Lead> events) throws SQLException {
            try (var connection = dataSource.getConnection();
                    var statement = connection.prepareStatement(CLAIM)) {
                statement.setString(1, events.getFirst().event().tenant());
                statement.setString(2, consumer);
                statement.setArray(
                        3,
                        connection.createArrayOf(
                                "uuid",
                                events.stream().map(lead -> lead.event().id()).toArray()));
                try (var rows = statement.executeQuery()) {
                    var claimed = new HashSet<UUID>();
                    while (rows.next()) {
                        claimed.add(rows.getObject(1, UUID.class));
                    }
                    return claimed;
                }
            }
        }
    }

    private final class States implements Intake {
        private final String consumer;
        private final BiConsumer<StateKey, @Nullable ProfileState> effect;

        States(String consumer, BiConsumer<StateKey, @Nullable ProfileState> effect) {
            this.consumer = consumer;
            this.effect = effect;
        }

        @Override
        public Arrival read(ConsumerRecord<String, byte[]> record) {
            var raw = EventCodec.attributes(record);
            return new Arrival(record, raw.tenant(), stateOf(record, raw));
        }

        @Override
        public boolean concerns(Arrival arrival) {
            return true; // which states are of use, the effect finds out
        }

        @Override
        public void takeIn(List<Arrival> run) {
            work.inTransaction(run.getFirst().tenant(), () -> {
                for (var arrival : run) {
                    var change = (StateChange) arrival.content();
                    Traces.consuming(consumer, change.traceparent(), () -> effect.accept(change.key(), change.state()));
                }
                return run;
            });
        }

        private StateChange stateOf(ConsumerRecord<String, byte[]> record, Envelope<byte @Nullable []> raw) {
            try {
                var key = StateKey.parse(record.key() == null ? "" : record.key());
                var state = raw.data() == null
                        ? null
                        : EventCodec.read(raw, ProfileState.class).data();
                if (state != null && !state.subject().equals(key.toString())) {
                    throw new Undecodable("key and state are not of the same person and purpose");
                }
                return new StateChange(key, state, raw.traceparent());
            } catch (IllegalArgumentException e) {
                throw new Undecodable("the key is no person and purpose", e);
            }
        }
    }

    private record StateChange(
            StateKey key,
            @Nullable ProfileState state,
            @Nullable String traceparent) {}
}
