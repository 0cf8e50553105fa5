package tandem.verify.audit;

/** An inbound event that a service answered with success, as the sender remembers it. */
public record Accepted(String service, String tenant, String source, String id) {}
