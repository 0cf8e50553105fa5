package tandem.session.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import tandem.runtime.Ids;
import tandem.runtime.failure.Work;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.rate.Allowance;
import tandem.runtime.rate.RateLimit;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/** Gives sources their secrets, and takes messages that are signed by one. */
@ApplicationScoped
class WebhookService {
    private static final int KEY_BYTES = 32;
    private static final int MOST = 50;

    /** How long the secret before the newest still counts, so that a sender can be changed over at leisure. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    /** Messages of one source, and of all: each costs a look-up before anybody can say whose it is. */
    private static final Allowance EACH = new Allowance(600, Duration.ofMillis(20));

    private static final Allowance ALL = new Allowance(2_000, Duration.ofMillis(2));

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Unknown sources are held against this, and take as long as known ones. */
    private static final List<byte[]> NOBODYS = List.of(random());

    private final WebhookSources sources;
    private final Work work;
    private final Clock clock;
    private final RateLimit rate;

    WebhookService(WebhookSources sources, Work work, @MachineTime Clock clock) {
        this.sources = sources;
        this.work = work;
        this.clock = clock;
        this.rate = new RateLimit(EACH, ALL, clock);
    }

    /** Names a source; a new one gets a secret, which is answered this once. */
    @Transactional
    Optional<String> name(UUID source, String name) {
        if (!sources.name(source, name, clock.instant())) {
            return Optional.empty();
        }
        if (sources.count() > MOST) {
            throw new Refused(WebhookProblems.FULL, "Revoke one of the " + MOST + " first");
        }
        return Optional.of(renewed(source));
    }

    /** A new secret for the source, which is answered this once. */
    @Transactional
    String rotate(UUID source) {
        if (!sources.exists(source)) {
            throw unknown();
        }
        return renewed(source);
    }

    /** Nothing that is signed with its secrets is taken any more. */
    @Transactional
    void revoke(UUID source) {
        if (!sources.revoke(source)) {
            throw unknown();
        }
    }

    /**
     * Takes a signed message; empty when it was taken before. A failure leaves it untaken, so that its sender sends it again.
     *
     * @throws Refused when too many come, and alike for a tenant or a source nobody knows and for a signature that does not hold
     */
    <R> Optional<R> take(String tenant, UUID source, Signature.Stated stated, byte[] body, Supplier<R> effect) {
        rate.take(tenant + "/" + source);
        var keys = Tenants.isSlug(tenant)
                ? work.inTransaction(tenant, () -> sources.keys(source, clock.instant()))
                : List.<byte[]>of();
        var holds = Signature.holds(stated, body, keys.isEmpty() ? NOBODYS : keys, clock.instant());
        var message = stated.id();
        if (!holds || keys.isEmpty() || message == null) {
            throw new Refused(CommonProblems.UNAUTHENTICATED, "The message is not signed by a source known here");
        }
        if (work.inTransaction(tenant, () -> sources.isTaken(source, message))) {
            return Optional.empty();
        }
        var done = effect.get();
        work.inTransaction(tenant, () -> sources.taken(source, message, clock.instant()));
        return Optional.of(done);
    }

    private String renewed(UUID source) {
        var secret = random();
        var now = clock.instant();
        sources.rotate(source, Ids.next(), secret, now, now.plus(OVERLAP));
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private static byte[] random() {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such source");
    }
}
