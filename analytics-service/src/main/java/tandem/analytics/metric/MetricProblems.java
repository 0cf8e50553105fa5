package tandem.analytics.metric;

import tandem.runtime.problem.ProblemType;

/** Why a question about a figure is not answered. */
public interface MetricProblems {
    ProblemType GRAIN = new ProblemType("metric-grain", 422, "The metric is not told at this grain");
    ProblemType PUBLISHED_AS_AGREED = new ProblemType(
            "metric-published-as-agreed", 422, "A publication tells it by the evidence of the policy alone");
    ProblemType FUTURE = new ProblemType("as-of-future", 422, "The moment asked for has not come yet");
}
