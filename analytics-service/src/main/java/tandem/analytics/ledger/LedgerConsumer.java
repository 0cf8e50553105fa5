package tandem.analytics.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.runtime.Pacing;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.failure.Failures;

/**
 * One worker of the loop: polls, has the {@link Ledger} take the poll in, goes on. Where to go on is read from the store whenever
 * partitions are assigned, and whenever it turns out that somebody else has moved: Kafka's own offsets play no part. A plain
 * class, so that it runs in a service, a test and a bench alike.
 */
public final class LedgerConsumer implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LedgerConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String TRANSACTION_TIMEOUT = "25P04";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Ledger ledger;
    private final Positions positions;
    private final LedgerSettings settings;
    private final Clock machineTime;
    private final Pacing pacing;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<String, byte[]>> polling = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> stuckSince = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> workingSince = new AtomicReference<>();
    /** Where each assigned partition goes on, as this worker believes; the store decides. */
    private final Map<TopicPartition, Long> expected = new HashMap<>();

    private final LongAdder taken = new LongAdder();
    private final LongAdder transactions = new LongAdder();

    private int failures;

    public LedgerConsumer(
            Supplier<Consumer<String, byte[]>> consumers,
            Ledger ledger,
            Positions positions,
            LedgerSettings settings,
            Clock machineTime) {
        this.consumers = consumers;
        this.ledger = ledger;
        this.positions = positions;
        this.settings = settings;
        this.machineTime = machineTime;
        this.pacing = new Pacing(settings.busyPerSecond(), settings.gather(), settings.pollMax() / 2);
    }

    /** Since when nothing gets through, or a batch has been at work; a batch in good order is over before anybody minds. */
    public Optional<Instant> stuckSince() {
        var since = stuckSince.get();
        return Optional.ofNullable(since == null ? workingSince.get() : since);
    }

    /** Records taken in since the start, repetitions included. */
    public long taken() {
        return taken.sum();
    }

    /** Transactions committed since the start. */
    public long transactions() {
        return transactions.sum();
    }

    @Override
    public void run() {
        try {
            while (isRunning()) {
                try (var consumer = consumers.get()) {
                    polling.set(consumer);
                    consumer.subscribe(settings.topics(), new Assignments(consumer));
                    while (isRunning()) {
                        takePoll(consumer);
                    }
                } catch (WakeupException e) {
                    LOG.debug("asked to stop");
                } catch (RuntimeException e) {
                    failed(e);
                    pause(settings.backoff().after(failures));
                } finally {
                    polling.set(null);
                    expected.clear();
                }
            }
        } finally {
            stopped.countDown();
        }
    }

    /** Ends after the batch in hand; returns when it has ended. */
    @Override
    public void close() {
        stopping.countDown();
        var consumer = polling.get();
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!stopped.await(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the ledger's consumer did not end in time; its transaction will be rolled back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void takePoll(Consumer<String, byte[]> consumer) {
        try {
            var polled = consumer.poll(POLL);
            if (polled.isEmpty()) {
                if (failures > 0) {
                    positions.all(); // silence proves nothing: does the store answer again?
                }
                recovered();
                return;
            }
            var records = new ArrayList<ConsumerRecord<String, byte[]>>(polled.count());
            polled.forEach(records::add);
            workingSince.set(machineTime.instant());
            take(records);
            recovered();
            pause(pacing.after(records.size(), System.nanoTime()));
        } catch (Fenced e) {
            LOG.warn("another consumer moved the position; going on from the stored one");
            goOnFromStore(consumer);
        } catch (OffsetOutOfRangeException e) {
            restart(consumer, e);
        } catch (RuntimeException e) {
            if (e instanceof WakeupException || !passes(e)) {
                throw e;
            }
            failed(e);
            waitItOut(consumer, settings.backoff().after(failures));
        } finally {
            workingSince.set(null);
        }
    }

    /** All at once; when that can never succeed, by halves, until the one record that is to blame stands alone. */
    private void take(List<ConsumerRecord<String, byte[]>> records) {
        try {
            expected.putAll(ledger.take(records, expected));
            taken.add(records.size());
            transactions.increment();
        } catch (Fenced e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (passes(e)) {
                throw e;
            }
            if (records.size() > 1) {
                take(records.subList(0, records.size() / 2));
                take(records.subList(records.size() / 2, records.size()));
                return;
            }
            var record = records.getFirst();
            LOG.errorf(e, "set aside %s-%d offset %d", record.topic(), record.partition(), record.offset());
            ledger.setAside(record, expected, DeadLetters.reason(e));
            expected.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
    }

    /** The server ends a transaction that took too long; that says nothing about its records. */
    private static boolean passes(Throwable failure) {
        return Failures.isTransient(failure) || TRANSACTION_TIMEOUT.equals(Failures.sqlState(failure));
    }

    /** Keeps the membership of the group while the store is away: a rebalance would help nobody. */
    private void waitItOut(Consumer<String, byte[]> consumer, Duration wait) {
        consumer.pause(consumer.assignment());
        var until = machineTime.instant().plus(wait);
        while (isRunning() && machineTime.instant().isBefore(until)) {
            consumer.poll(Duration.ofMillis(Math.min(POLL.toMillis(), wait.toMillis())));
        }
        consumer.resume(consumer.assignment());
        expected.forEach(consumer::seek);
    }

    private void goOnFromStore(Consumer<String, byte[]> consumer) {
        expected.clear();
        expected.putAll(positions.load(consumer.assignment(), consumer::beginningOffsets));
        expected.forEach(consumer::seek);
    }

    /** The log is not the one that was read, or lost what was acknowledged: read it whole, the ledger knows what it has. */
    private void restart(Consumer<String, byte[]> consumer, OffsetOutOfRangeException lost) {
        LOG.errorf("the log has lost positions %s; reading it from its beginning", lost.offsetOutOfRangePartitions());
        positions.reset(consumer.beginningOffsets(lost.partitions()));
        goOnFromStore(consumer);
    }

    private void failed(RuntimeException failure) {
        failures++;
        stuckSince.compareAndSet(null, machineTime.instant());
        LOG.warnf("waits, attempt %d: %s", failures, DeadLetters.reason(failure));
        LOG.debug("the failure in full", failure);
    }

    private void recovered() {
        failures = 0;
        stuckSince.set(null);
    }

    private void pause(Duration wait) {
        try {
            if (wait.isPositive() && stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.debug("asked to stop");
            }
        } catch (InterruptedException e) {
            stopping.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private final class Assignments implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Assignments(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var stored = positions.load(partitions, consumer::beginningOffsets);
            expected.putAll(stored);
            stored.forEach(consumer::seek);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            expected.keySet().removeAll(partitions);
        }
    }
}
