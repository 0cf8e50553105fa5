package tandem.analytics.kpi;

import tandem.runtime.problem.ProblemType;

/** Why a KPI or an intervention is not taken in. */
public interface KpiProblems {
    ProblemType TARGET = new ProblemType("kpi-target", 422, "The target is no improvement");
    ProblemType INTERVENTION = new ProblemType("intervention-faulty", 422, "The intervention may not be measured so");
}
