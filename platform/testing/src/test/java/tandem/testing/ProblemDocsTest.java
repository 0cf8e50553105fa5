package tandem.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The document of the problems, against the platform's own. */
class ProblemDocsTest {

    @Test
    void documentsEveryProblemOfThePlatform() {
        ProblemDocs.check("tandem.runtime", "every service");
    }

    @Test
    void missesAProblemThatIsNotDocumented() {
        assertThatThrownBy(() -> ProblemDocs.check("tandem.runtime", "no such section"))
                .isInstanceOf(AssertionError.class);
    }
}
