package tandem.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaPartTest {
    private static KafkaPart kafka;

    @BeforeAll
    static void start() {
        kafka = KafkaPart.in(Sites.empty("kafka"), Checkout.find()).start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void aKilledBrokerComesBackWithWhatWasAcknowledged() throws Exception {
        send("tandem.intake", "before the kill");
        kafka.kill();
        kafka.restart();
        assertThat(valuesOf("tandem.intake")).contains("before the kill");
    }

    @Test
    void aRestartKeepsTheLog() throws Exception {
        send("tandem.session", "before the restart");
        kafka.restart();
        assertThat(valuesOf("tandem.session")).contains("before the restart");
    }

    @Test
    void topicsAreThoseOfTheFile() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var names = TopicPlan.read(Checkout.find().topics()).topics().keySet();
            assertThat(admin.listTopics().names().get()).containsAll(names);
            var profile = new ConfigResource(ConfigResource.Type.TOPIC, "tandem.profile");
            var config = requireNonNull(
                    admin.describeConfigs(List.of(profile)).all().get().get(profile));
            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
            var topic = requireNonNull(
                    admin.describeTopics(names).allTopicNames().get().get("tandem.profile"));
            assertThat(topic.partitions()).hasSize(4);
        }
    }

    @Test
    void noTopicComesIntoBeingByUse() {
        assertThatThrownBy(() -> send("tandem.mistyped", "lost")).isInstanceOf(ExecutionException.class);
    }

    private static void send(String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.block.ms", 3000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", value)).get();
        }
    }

    private static List<String> valuesOf(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(ConsumerRecord::value)
                    .toList();
        }
    }
}
