package tandem.runtime.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import tandem.events.PersonId;
import tandem.runtime.failure.Backoff;
import tandem.runtime.failure.Failures;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/**
 * Sends the mail that is due, in machine time. When the server or the directory is away everything waits, without limit; a mail the
 * server turns away for now is tried again with growing pauses and given up after {@value #ATTEMPTS_MAX} times, about two days; what
 * can never be sent is set aside at once, alone. A mail is sent at least once: after a crash in between it may come twice, with the
 * same Message-ID.
 */
@ApplicationScoped
public class MailJob {
    private static final Logger LOG = Logger.getLogger(MailJob.class);
    private static final int BATCH = 50;
    private static final int ATTEMPTS_MAX = 16;
    private static final Backoff PAUSES = new Backoff(Duration.ofMinutes(1), Duration.ofHours(6));
    /** Longer than a batch takes, so that nobody else takes a mail that is being sent. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private final MailQueue queue;
    private final MailWriting writing;
    private final AddressBook book;
    private final MailConfig config;
    private final Tenants tenants;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Session session;
    private final AtomicBoolean reached = new AtomicBoolean(true);

    MailJob(
            MailQueue queue,
            MailWriting writing,
            AddressBook book,
            MailConfig config,
            Tenants tenants,
            MeterRegistry metrics,
            @MachineTime Clock clock) {
        this.queue = queue;
        this.writing = writing;
        this.book = book;
        this.config = config;
        this.tenants = tenants;
        this.metrics = metrics;
        this.clock = clock;
        this.session = MailLine.session(config);
    }

    /** Sends all that is due; without a server nothing. */
    @RunOnVirtualThread
    @Scheduled(identity = "mail", every = "{tandem.mail.every}", concurrentExecution = ConcurrentExecution.SKIP)
    public void deliver() {
        var more = config.server().isPresent();
        while (more) {
            var now = clock.instant();
            var due = queue.claim(now, now.plus(LEASE), BATCH);
            more = !due.isEmpty() && deliver(due) && due.size() == BATCH;
        }
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "mail-expiry",
            every = "{tandem.mail.expiry-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        var before = clock.instant().minus(config.keep());
        var more = true;
        while (more) {
            more = queue.expire(before);
        }
    }

    /** Whether the server answered when it was last needed. */
    boolean isReached() {
        return reached.get();
    }

    private boolean deliver(List<QueuedMail> due) {
        Map<String, Map<PersonId, Addressee>> addressees;
        try {
            addressees = addressees(due);
        } catch (RuntimeException failure) {
            if (!Failures.isTransient(failure)) {
                throw failure;
            }
            return postponeAll(due, "the directory does not answer");
        }
        try (var line = MailLine.open(session, config)) {
            reached.set(true);
            for (var next = 0; next < due.size(); next++) {
                var mail = due.get(next);
                if (!deliver(line, mail, addressees.getOrDefault(mail.tenant(), Map.of()))) {
                    return postponeAll(due.subList(next, due.size()), "the mail server hung up");
                }
            }
            return true;
        } catch (MessagingException away) {
            reached.set(false);
            return postponeAll(due, "the mail server does not let us in");
        }
    }

    /** Asked once for the people of each tenant. */
    private Map<String, Map<PersonId, Addressee>> addressees(List<QueuedMail> due) {
        Map<String, Set<PersonId>> people = due.stream()
                .collect(Collectors.groupingBy(
                        QueuedMail::tenant, Collectors.flatMapping(QueuedMail::people, Collectors.toSet())));
        var addressees = new HashMap<String, Map<PersonId, Addressee>>();
        people.forEach((tenant, asked) -> addressees.put(tenant, tenants.callAs(tenant, () -> book.find(asked))));
        return addressees;
    }

    /** Settles one mail, or leaves it to wait; false when the connection is gone. */
    private boolean deliver(MailLine line, QueuedMail mail, Map<PersonId, Addressee> known) {
        var now = clock.instant();
        var to = known.get(mail.person());
        var address = to == null ? null : to.address();
        if (to == null || address == null) {
            return failed(mail, "no-address");
        }
        var about = mail.about().map(known::get);
        if (mail.about().isPresent() && about.isEmpty()) {
            return failed(mail, "about-nobody");
        }
        MimeMessage message;
        try {
            message = writing.write(
                    session, mail, to, address, about.map(Addressee::name).orElse(null), now);
        } catch (MessagingException | IOException | RuntimeException unusable) {
            // the class only: a message may quote an address
            LOG.errorf("Mail %s (%s) cannot be written: %s", mail.id(), mail.template(), unusable.getClass());
            return failed(mail, "unusable");
        }
        return switch (line.send(message)) {
            case TAKEN -> {
                queue.sent(mail, now);
                count("sent", "none");
                yield true;
            }
            case REFUSED -> failed(mail, "refused");
            case LATER -> {
                if (mail.attempts() + 1 >= ATTEMPTS_MAX) {
                    yield failed(mail, "given-up");
                }
                queue.postpone(mail, now.plus(PAUSES.after(mail.attempts() + 1)), true);
                yield true;
            }
            case CUT -> false;
        };
    }

    private boolean failed(QueuedMail mail, String reason) {
        queue.failed(mail, reason, clock.instant());
        count("failed", reason);
        return true;
    }

    private boolean postponeAll(List<QueuedMail> mails, String reason) {
        LOG.warnf("%d mails wait: %s", mails.size(), reason);
        var at = clock.instant().plus(PAUSES.first());
        mails.forEach(mail -> queue.postpone(mail, at, false));
        return false;
    }

    private void count(String result, String reason) {
        metrics.counter("tandem.mail.settled", "result", result, "reason", reason)
                .increment();
    }
}
