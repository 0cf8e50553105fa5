package tandem.verify.audit;

/** The audit itself could not be done; says nothing about what was to be audited. */
public final class AuditFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuditFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
