package tandem.runtime.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tandem.runtime.time.MachineTime;

/** How far each consumer of this process has come in each partition, and which partitions wait for something to pass. */
@ApplicationScoped
public class Positions {

    private final Clock clock;
    private final Map<Place, Long> next = new ConcurrentHashMap<>();
    private final Map<Place, Instant> waiting = new ConcurrentHashMap<>();

    Positions(@MachineTime Clock clock) {
        this.clock = clock;
    }

    record Place(String consumer, TopicPartition partition) {
        static Place of(String consumer, ConsumerRecord<?, ?> record) {
            return new Place(consumer, new TopicPartition(record.topic(), record.partition()));
        }
    }

    void processed(String consumer, ConsumerRecord<?, ?> record) {
        var place = Place.of(consumer, record);
        next.put(place, record.offset() + 1);
        waiting.remove(place);
    }

    void waits(String consumer, ConsumerRecord<?, ?> record) {
        waiting.putIfAbsent(Place.of(consumer, record), clock.instant());
    }

    OptionalLong next(String consumer, TopicPartition partition) {
        var offset = next.get(new Place(consumer, partition));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Partitions that have waited longer than that. */
    List<Place> waitingLongerThan(Duration patience) {
        var since = clock.instant().minus(patience);
        return waiting.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(since))
                .map(Map.Entry::getKey)
                .toList();
    }
}
