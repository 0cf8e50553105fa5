package tandem.runtime.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The channels of this service by consumer group, as they are configured. */
@ApplicationScoped
class Channels {

    private static final Pattern GROUP = Pattern.compile("mp\\.messaging\\.incoming\\.\"?([^\"]+?)\"?\\.group\\.id");

    private final Map<String, List<String>> topicsByGroup = new TreeMap<>();

    Channels(Config config) {
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .map(GROUP::matcher)
                .filter(name -> name.matches())
                .forEach(name -> add(config, name.group(), name.group(1)));
    }

    private void add(Config config, String property, String channel) {
        var prefix = property.substring(0, property.length() - "group.id".length());
        if (config.getOptionalValue(prefix + "enabled", Boolean.class).orElse(true)) {
            var topics = config.getOptionalValue(prefix + "topics", String.class)
                    .or(() -> config.getOptionalValue(prefix + "topic", String.class))
                    .orElse(channel);
            Optional<String> group = config.getOptionalValue(property, String.class);
            group.ifPresent(name -> topicsByGroup.put(
                    name, Arrays.stream(topics.split(",")).map(String::strip).toList()));
        }
    }

    Map<String, List<String>> topicsByGroup() {
        return topicsByGroup;
    }
}
