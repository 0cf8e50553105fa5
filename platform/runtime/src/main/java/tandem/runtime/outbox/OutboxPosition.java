package tandem.runtime.outbox;

/** A place in the outbox: transaction first, then the order of appending. */
record OutboxPosition(long xid, long position) {}
