package tandem.intake.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The roles one can be invited to. */
public enum InvitedRole {
    @JsonProperty("participant")
    PARTICIPANT,
    @JsonProperty("provider")
    PROVIDER,
    @JsonProperty("delegate")
    DELEGATE
}
