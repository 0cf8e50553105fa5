package tandem.intake;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tandem.testing.ArchitectureRules;
import tandem.testing.ProblemDocs;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> followsTheHouse() {
        return ArchitectureRules.of("tandem.intake")
                .pure("tandem.intake.decision")
                .tests();
    }

    @Test
    void documentsEveryProblem() {
        ProblemDocs.check("tandem.intake", "intake-service");
    }
}
