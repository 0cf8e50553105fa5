package tandem.intake.account;

import tandem.runtime.problem.ProblemType;

/** Why an invitation fails. */
public interface AccountProblems {

    ProblemType IDENTITY_PROVIDER_DOWN =
            new ProblemType("identity-provider-down", 503, "The identity provider does not answer");
    ProblemType ACCOUNT_TAKEN = new ProblemType("account-taken", 409, "Someone else has an account with this address");
}
