package tandem.session.prompt;

import tandem.runtime.problem.ProblemType;

/** Why terms of prompts are not taken. */
public interface PromptProblems {

    ProblemType FAULTY = new ProblemType("prompt-terms-faulty", 422, "Nobody could be prompted under these terms");
}
