package tandem.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The topics as {@code deploy/kafka/topics.yaml} wants them: the one home of partition counts and settings. */
public record TopicPlan(int partitions, Map<String, Map<String, String>> topics) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Reads the file, with the partition count of one machine. */
    public static TopicPlan read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            var document =
                    requireNonNull(new Yaml(new SafeConstructor(new LoaderOptions())).<Map<String, Object>>load(text));
            var partitions = (Map<?, ?>) requireNonNull(document.get("partitions"), "no partitions");
            var local = (Integer) requireNonNull(partitions.get("local"), "no partitions.local");
            var topics = new LinkedHashMap<String, Map<String, String>>();
            ((Map<?, ?>) requireNonNull(document.get("topics"), "no topics"))
                    .forEach((name, settings) -> topics.put((String) name, strings(settings)));
            return new TopicPlan(local, topics);
        } catch (IOException | RuntimeException e) {
            throw new PartFailed("Cannot read the topics from " + file + ": " + e.getMessage(), e);
        }
    }

    /** Creates what is missing and brings the settings of what is there up to the file; a partition count is never changed. */
    public void apply(String bootstrapServers) {
        var client = Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LIMIT.toMillis());
        try (var admin = Admin.create(client)) {
            var present = admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            var missing = topics.entrySet().stream()
                    .filter(topic -> !present.contains(topic.getKey()))
                    .map(topic -> new NewTopic(topic.getKey(), partitions, (short) 1).configs(topic.getValue()))
                    .toList();
            admin.createTopics(missing).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            var changes = new LinkedHashMap<ConfigResource, Collection<AlterConfigOp>>();
            topics.forEach((name, settings) ->
                    changes.put(new ConfigResource(ConfigResource.Type.TOPIC, name), changesTo(settings)));
            admin.incrementalAlterConfigs(changes).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PartFailed("Cannot create the topics on " + bootstrapServers + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("Interrupted while creating the topics", e);
        }
    }

    private static List<AlterConfigOp> changesTo(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static Map<String, String> strings(Object settings) {
        var strings = new LinkedHashMap<String, String>();
        ((Map<?, ?>) settings).forEach((name, value) -> strings.put(name.toString(), value.toString()));
        return strings;
    }
}
