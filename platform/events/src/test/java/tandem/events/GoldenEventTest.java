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

    /** One file per type, and more where a later version said more: {@code <type>~<what>.json}. */
    static List<String> published() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void readsWhatWasPublishedAndWritesItAgain(String name) throws IOException {
        var published = MAPPER.readTree(golden(name).toFile());

        var event =
                MAPPER.treeToValue(published, EventTypes.recordOf(typeOf(name)).orElseThrow());

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
        var published =
                published().stream().map(GoldenEventTest::typeOf).distinct().toList();

        assertThat(published).isEqualTo(types().toList());
    }

    private static Path golden(String name) {
        return GOLDEN.resolve(name + ".json");
    }

    private static String typeOf(String name) {
        return name.split("~", -1)[0];
    }
}
