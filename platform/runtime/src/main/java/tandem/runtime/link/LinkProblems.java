package tandem.runtime.link;

import tandem.runtime.problem.ProblemType;

/** The one refusal of links: nobody learns by trying what exists, was used, or has expired. */
public interface LinkProblems {

    ProblemType UNUSABLE = new ProblemType("link-unusable", 404, "The link is not valid, was used, or has expired");
}
