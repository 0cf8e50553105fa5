package tandem.events;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.ContractJson.MAPPER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compatibility of the contract. A golden file is one event as it was published once; it is never edited. A record that can no
 * longer read its file has broken with everything already on the topics.
 */
class GoldenEventTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<String> types() {
        return EventTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsWhatWasPublishedAndWritesItAgain(String type) throws IOException {
        var published = MAPPER.readTree(golden(type).toFile());

        var event = MAPPER.treeToValue(published, EventTypes.recordOf(type).orElseThrow());

        assertThat(MAPPER.readTree(MAPPER.writeValueAsBytes(event))).isEqualTo(published);
    }

    @ParameterizedTest
    @MethodSource("types")
    void ignoresFieldsOfALaterVersion(String type) throws IOException {
        var record = EventTypes.recordOf(type).orElseThrow();
        var published = (ObjectNode) MAPPER.readTree(golden(type).toFile());
        var event = MAPPER.treeToValue(published, record);

        published.put("addedLater", true);

        assertThat((Object) MAPPER.treeToValue(published, record)).isEqualTo(event);
    }

    @Test
    void keepsAFileForEveryTypeEverPublished() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            List<String> published = files.map(
                            file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();

            assertThat(published).isEqualTo(types().toList());
        }
    }

    private static Path golden(String type) {
        return GOLDEN.resolve(type + ".json");
    }
}
