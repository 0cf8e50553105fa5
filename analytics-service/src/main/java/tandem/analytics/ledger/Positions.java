package tandem.analytics.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** Up to where each partition was taken in: the truth about it, which Kafka is only told. */
public final class Positions {
    private final Jdbi feed;

    public Positions(Jdbi feed) {
        this.feed = feed;
    }

    /** Where these partitions go on. One that was never read begins where its log begins. */
    public Map<TopicPartition, Long> load(
            Collection<TopicPartition> partitions,
            Function<Collection<TopicPartition>, Map<TopicPartition, Long>> beginnings) {
        var stored = all();
        var unknown = partitions.stream()
                .filter(partition -> !stored.containsKey(partition))
                .toList();
        if (!unknown.isEmpty()) {
            begin(beginnings.apply(unknown));
            stored.putAll(all());
        }
        stored.keySet().retainAll(List.copyOf(partitions));
        return stored;
    }

    /** Every stored position. */
    public Map<TopicPartition, Long> all() {
        return feed.withHandle(handle -> {
            var positions = new HashMap<TopicPartition, Long>();
            handle.createQuery("select topic, partition, position from consumer_position")
                    .map((row, context) ->
                            Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                    .forEach(entry -> positions.put(entry.getKey(), entry.getValue()));
            return positions;
        });
    }

    /** Goes back to where the log begins, when the log is not the one that was read: the ledger knows what it has. */
    public void reset(Map<TopicPartition, Long> beginnings) {
        feed.useTransaction(handle -> {
            try (var batch = handle.prepareBatch(
                    "update consumer_position set position = :position where topic = :topic and partition = :partition")) {
                beginnings.forEach((partition, position) -> batch.bind("topic", partition.topic())
                        .bind("partition", partition.partition())
                        .bind("position", position)
                        .add());
                batch.execute();
            }
        });
    }

    private void begin(Map<TopicPartition, Long> beginnings) {
        feed.useTransaction(handle -> {
            try (var batch = handle.prepareBatch(
                    "insert into consumer_position (topic, partition, position) values (:topic, :partition, :position)"
                            + " on conflict do nothing")) {
                beginnings.forEach((partition, position) -> batch.bind("topic", partition.topic())
                        .bind("partition", partition.partition())
                        .bind("position", position)
                        .add());
                batch.execute();
            }
        });
    }

    /** What {@link #take} found once it had its turn. */
    record Turn(boolean moved, long erasedUntil, long withdrawnUntil) {}

    /** Waits for this batch's turn and moves the positions, in the transaction of the connection. */
    static Turn take(
            Connection connection, boolean alone, Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next)
            throws SQLException {
        var partitions = List.copyOf(next.keySet());
        try (var statement = connection.prepareStatement(
                "select moved, erased_until, withdrawn_until from take_positions(?, ?, ?, ?, ?)")) {
            statement.setBoolean(1, alone);
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            partitions.stream().map(TopicPartition::topic).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int4",
                            partitions.stream().map(TopicPartition::partition).toArray()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int8", partitions.stream().map(expected::get).toArray()));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "int8", partitions.stream().map(next::get).toArray()));
            try (var row = statement.executeQuery()) {
                row.next();
                return new Turn(row.getLong(1) == partitions.size(), row.getLong(2), row.getLong(3));
            }
        }
    }
}
