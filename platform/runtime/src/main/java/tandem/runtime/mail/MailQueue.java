package tandem.runtime.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.sql.Feed;

/** The queue as the sending side sees it, of all tenants; also counts it for the metrics. */
@ApplicationScoped
class MailQueue {
    private static final TypeReference<Map<String, String>> CODES = new TypeReference<>() {};
    private static final int EXPIRED_AT_ONCE = 5_000;

    private final Jdbi feed;
    private final ObjectMapper json;
    private final AtomicLong waiting = new AtomicLong();

    MailQueue(@Feed Jdbi feed, ObjectMapper json, MeterRegistry meters) {
        this.feed = feed;
        this.json = json;
        Gauge.builder("tandem.mail.queued", waiting, AtomicLong::get)
                .description("Mail that waits to be sent")
                .register(meters);
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "mail-sample",
            every = "{tandem.backlog.sample-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void sample() {
        waiting.set(
                feed.withHandle(handle -> handle.createQuery("select count(*) from tandem.mail where state = 'queued'")
                        .mapTo(Long.class)
                        .one()));
    }

    /** What waited as of the last sample. */
    long waiting() {
        return waiting.get();
    }

    /**
     * Takes the mails that are due, those first that are due longest, until {@code until}: when whoever took them dies, they are due
     * again then. Two replicas never take the same.
     */
    List<QueuedMail> claim(Instant now, Instant until, int most) {
        return feed.inTransaction(handle -> handle.createQuery("""
                        update tandem.mail mail
                           set not_before = :until
                          from (select tenant, id from tandem.mail
                                 where state = 'queued' and not_before <= :now
                                 order by not_before, id
                                 limit :most
                                   for update skip locked) due
                         where mail.tenant = due.tenant and mail.id = due.id
                        returning mail.tenant, mail.id, mail.person, mail.template, mail.codes::text, mail.attempts
                        """)
                .bind("until", until)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) -> mail(row))
                .list());
    }

    void sent(QueuedMail mail, Instant at) {
        settle(mail, "sent", null, at);
    }

    /** Given up for good. */
    void failed(QueuedMail mail, String reason, Instant at) {
        settle(mail, "failed", reason, at);
    }

    /** Due again at {@code at}; {@code counted} where the mail itself was turned away, not where nobody was there to take it. */
    void postpone(QueuedMail mail, Instant at, boolean counted) {
        feed.useHandle(handle -> handle.createUpdate("""
                        update tandem.mail set not_before = :at, attempts = attempts + :counted
                         where tenant = :tenant and id = :id and state = 'queued'
                        """)
                .bind("tenant", mail.tenant())
                .bind("id", mail.id())
                .bind("at", at)
                .bind("counted", counted ? 1 : 0)
                .execute());
    }

    /** Forgets some of what was settled before; answers whether there may be more. */
    boolean expire(Instant before) {
        return feed.withHandle(handle -> handle.createUpdate("""
                                delete from tandem.mail
                                 where ctid = any (array(select ctid from tandem.mail
                                                          where settled_at < :before limit :most))
                                """)
                        .bind("before", before)
                        .bind("most", EXPIRED_AT_ONCE)
                        .execute())
                == EXPIRED_AT_ONCE;
    }

    private void settle(QueuedMail mail, String state, @Nullable String reason, Instant at) {
        feed.useHandle(handle -> handle.createUpdate("""
                        update tandem.mail
                           set state = :state, failure = :reason, settled_at = :at, attempts = attempts + 1
                         where tenant = :tenant and id = :id and state = 'queued'
                        """)
                .bind("tenant", mail.tenant())
                .bind("id", mail.id())
                .bind("state", state)
                .bind("reason", reason)
                .bind("at", at)
                .execute());
    }

    private QueuedMail mail(ResultSet row) throws SQLException {
        return new QueuedMail(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("template"),
                codes(row.getString("codes")),
                row.getInt("attempts"));
    }

    private Map<String, String> codes(String text) {
        try {
            return json.readValue(text, CODES);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The codes of a mail are always a map of strings", broken);
        }
    }
}
