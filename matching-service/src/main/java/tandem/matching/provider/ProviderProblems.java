package tandem.matching.provider;

import tandem.runtime.problem.ProblemType;

/** Why a step on a provider's way into the pool is refused. */
public interface ProviderProblems {

    ProblemType NOT_INDEPENDENT =
            new ProblemType("proof-not-independent", 409, "The caller, or whom it involves, has a part in this");
    ProblemType IN_THE_FUTURE = new ProblemType("proof-in-the-future", 409, "A proof is dated when it came to be");
    ProblemType BELOW_GATE = new ProblemType("performance-below-gate", 409, "The performance does not carry it");
    ProblemType VERIFIED_ALREADY = new ProblemType("proof-verified", 409, "The proof was verified already");
    ProblemType NOT_VERIFIABLE = new ProblemType("proof-not-verifiable", 409, "A proof of this kind is not verified");
    ProblemType NO_DEMO = new ProblemType("no-demo", 409, "Only a live demo is scored");
    ProblemType SCORED_ALREADY = new ProblemType("demo-scored", 409, "This panellist scored the demo already");
}
