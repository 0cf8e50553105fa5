package tandem.matching.credential;

/** The levels of a coach's credential that count: those of ICF, and their like at EMCC and AC (R8, R88). */
public enum CredentialLevel {
    ICF_ACC,
    ICF_PCC,
    ICF_MCC,
    EMCC_PRACTITIONER,
    EMCC_SENIOR_PRACTITIONER,
    EMCC_MASTER_PRACTITIONER,
    AC_COACH,
    AC_PROFESSIONAL_COACH,
    AC_MASTER_COACH
}
