package tandem.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tandem.events.Topics;

class TopicPlanTest {
    private final TopicPlan plan = TopicPlan.read(Checkout.find().topics());

    @Test
    void theFileNamesTheTopicsOfTheContractAndNoOther() {
        assertThat(plan.topics()).containsOnlyKeys(Topics.ALL);
    }

    @Test
    void stateIsCompactedAndHistoryIsKeptFor400Days() {
        plan.topics().forEach((topic, settings) -> {
            if (topic.equals(Topics.PROFILE)) {
                assertThat(settings).containsEntry("cleanup.policy", "compact").doesNotContainKey("retention.ms");
            } else {
                assertThat(settings).containsEntry("retention.ms", Long.toString(400L * 24 * 60 * 60 * 1000));
            }
        });
    }

    @Test
    void aFileWithoutPartitionsIsRefusedByName() throws IOException {
        var file = Sites.empty("topics").data("x").resolve("topics.yaml");
        Files.writeString(file, "topics: {}\n");
        assertThatThrownBy(() -> TopicPlan.read(file))
                .isInstanceOf(PartFailed.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("partitions");
    }
}
