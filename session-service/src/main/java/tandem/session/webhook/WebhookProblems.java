package tandem.session.webhook;

import tandem.runtime.problem.ProblemType;

/** Why a source is not made. */
public interface WebhookProblems {

    ProblemType FULL = new ProblemType("webhook-sources-full", 409, "The tenant has as many sources as can be");
}
