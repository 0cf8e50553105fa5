package tandem.intake.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.runtime.embedding.SentenceEmbeddings;

@Tag("model")
class GoalCoderTest {

    private static final GoalCoder CODER = new GoalCoder(new Vocabulary(), new SentenceEmbeddings(false));

    @Test
    void proposesACodeForEachThingAGoalNames() {
        assertThat(codes("I want to delegate more, and I have to learn how to give better presentations."))
                .contains("DELEGATION", "PRESENTATION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"The coffee machine on my floor is broken.", "n/a", "   ", "?!,;."})
    void proposesNothingWhereNoGoalIs(String text) {
        assertThat(CODER.propose(text)).isEmpty();
    }

    @Test
    void isTheMoreConfidentTheNearerTheWordsAre() {
        var exact = CODER.propose("stop micromanaging").getFirst();
        var loose =
                CODER.propose("Everything ends up on my desk; I'd rather others did some of it, tasks for example.");

        assertThat(exact.code().code()).isEqualTo("DELEGATION");
        assertThat(exact.confidence()).isGreaterThan(0.9);
        assertThat(loose)
                .allSatisfy(proposal -> assertThat(proposal.confidence()).isLessThan(exact.confidence()));
    }

    @Test
    void proposesTheSameAgain() {
        var text = "Listen better and mediate when colleagues argue.";

        assertThat(new GoalCoder(new Vocabulary(), new SentenceEmbeddings(false)).propose(text))
                .isEqualTo(CODER.propose(text));
    }

    @Test
    void boundsWhatOneTextCosts() {
        var text = "delegate tasks and listen well, plan a budget. ".repeat(43);

        assertThat(CODER.propose(text)).isNotEmpty().hasSizeLessThanOrEqualTo(GoalCoder.PROPOSALS_MAX);
    }

    /** No byte goes through a socket, in Java or below it, from loading the model to the proposal. */
    @Test
    void letsNothingLeaveTheProcess(@TempDir Path folder) throws IOException, InterruptedException, ExecutionException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        try (var recording = new Recording()) {
            List.of("jdk.SocketRead", "jdk.SocketWrite")
                    .forEach(event -> recording.enable(event).withThreshold(Duration.ZERO));
            recording.start();
            new Socket().close(); // the first use of Java's network library tries out what the machine can do
            var before = sockets();
            var opened = new TreeSet<String>();
            var work = CompletableFuture.supplyAsync(() ->
                    new GoalCoder(new Vocabulary(), new SentenceEmbeddings(false)).propose("CANARY: delegate tasks"));
            while (!work.isDone()) {
                opened.addAll(sockets());
                Thread.sleep(1);
            }
            opened.removeAll(before);
            recording.stop();
            recording.dump(folder.resolve("sockets.jfr"));

            assertThat(work.get()).isNotEmpty();
            assertThat(opened).isEmpty();
            assertThat(RecordingFile.readAllEvents(folder.resolve("sockets.jfr")))
                    .isEmpty();
        }
    }

    private static List<String> codes(String text) {
        return CODER.propose(text).stream()
                .map(proposal -> proposal.code().code())
                .toList();
    }

    private static Set<String> sockets() throws IOException {
        var found = new TreeSet<String>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors) {
                try {
                    var target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:")) {
                        found.add(target);
                    }
                } catch (IOException closedMeanwhile) {
                    // a descriptor that is gone is no open socket
                }
            }
        }
        return found;
    }
}
