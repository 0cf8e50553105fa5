package tandem.analytics.metric;

import tandem.runtime.problem.ProblemType;

/** Why a question about a figure is not answered. */
public interface MetricProblems {
    ProblemType GRAIN = new ProblemType("metric-grain", 422, "The metric is not told at this grain");
    ProblemType FUTURE = new ProblemType("as-of-future", 422, "The moment asked for has not come yet");
}
