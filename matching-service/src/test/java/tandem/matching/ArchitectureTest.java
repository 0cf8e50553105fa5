package tandem.matching;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tandem.testing.ArchitectureRules;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> followsTheHouse() {
        return ArchitectureRules.of("tandem.matching")
                .pure(
                        "tandem.matching.capacity",
                        "tandem.matching.scoring",
                        "tandem.matching.assignment",
                        "tandem.matching.fairness",
                        "tandem.matching.credential")
                .tests();
    }
}
