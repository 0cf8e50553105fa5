package tandem.verify.audit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of an audit.
 *
 * @param inbound events that came in from outside and were kept with their identity
 * @param accepted events that the services committed for the others to know; the ledger owes all of them
 * @param inLog different events in the log
 * @param inLedger different events of those in the ledger
 * @param quarantined dead letters that were not replayed, of all services
 * @param lost inbound events without a trace, and accepted events neither in the ledger nor quarantined by its consumer
 * @param duplicated events in the ledger more than once, identities kept twice and effects told twice
 */
public record AuditReport(
        long inbound,
        long accepted,
        long inLog,
        long inLedger,
        long quarantined,
        long lost,
        long duplicated,
        List<Violation> violations) {

    public AuditReport {
        violations = List.copyOf(violations);
    }

    public boolean isClean() {
        return violations.isEmpty();
    }

    /** The report for a terminal. */
    public String text() {
        var counts = """
                inbound events kept     %,10d
                accepted by services    %,10d
                in the log              %,10d
                in the ledger           %,10d
                quarantined             %,10d
                lost                    %,10d
                duplicated              %,10d
                """.formatted(inbound, accepted, inLog, inLedger, quarantined, lost, duplicated);
        return counts
                + (isClean()
                        ? "every invariant holds\n"
                        : violations.stream().map(Violation::toString).collect(Collectors.joining("\n", "", "\n")));
    }
}
