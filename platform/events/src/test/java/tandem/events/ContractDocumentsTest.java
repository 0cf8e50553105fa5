package tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The documents for integrators never lag behind the records. */
class ContractDocumentsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/tandem/events");
    private static final Path PAGE = Path.of("../../docs/events.md");

    @Test
    void areWrittenFromTheRecordsAsTheyAre() throws IOException {
        var rendered = new ContractDocuments().render();
        if (Boolean.getBoolean("contract.write")) {
            for (var document : rendered.entrySet()) {
                Files.createDirectories(fileOf(document.getKey()).getParent());
                Files.writeString(fileOf(document.getKey()), document.getValue());
            }
        }

        var onDisk = new TreeMap<String, String>();
        for (var name : rendered.keySet()) {
            onDisk.put(name, Files.exists(fileOf(name)) ? Files.readString(fileOf(name)) : "missing");
        }

        assertThat(onDisk)
                .as("stale: run ./mvnw -pl platform/events test -Dcontract.write=true and commit what it wrote")
                .isEqualTo(new TreeMap<>(rendered));
    }

    @Test
    void leavesNoSchemaOfATypeThatIsGone() throws IOException {
        try (var files = Files.list(RESOURCES.resolve("schema"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
        }
    }

    private static Path fileOf(String name) {
        return name.equals("events.md") ? PAGE : RESOURCES.resolve(name);
    }
}
