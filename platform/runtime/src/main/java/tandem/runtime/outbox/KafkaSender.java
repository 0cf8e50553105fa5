package tandem.runtime.outbox;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of the relay. */
final class KafkaSender {

    private KafkaSender() {}

    static Producer<byte[], byte[]> connect(String brokers, String service) {
        return new KafkaProducer<>(
                Map.ofEntries(
                        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, service + "-outbox"),
                        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                        // a lone record leaves at once; when there are many, they gather while others are on their way
                        Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024),
                        // never given up: a record that expires would let those behind it overtake
                        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000),
                        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
                        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000),
                        Map.entry(ProducerConfig.METADATA_MAX_AGE_CONFIG, 30_000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
