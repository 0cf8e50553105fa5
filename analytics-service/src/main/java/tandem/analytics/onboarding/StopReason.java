package tandem.analytics.onboarding;

/** Why the owner stops (R129). */
public enum StopReason {
    DATA_QUALITY,
    PARTICIPATION,
    GATE_MISSED
}
