package tandem.runtime.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.idempotency.Idempotent;

/**
 * What the running request will have done or looked up, until the transaction that does it writes it down. Only who reads or changes
 * a thing knows whom it is about, and whether it is the caller's own: they say so here, in the transaction that does it.
 */
@ApplicationScoped
public class CurrentAct {

    private static final String KEY = CurrentAct.class.getName();

    private final CurrentVertxRequest request;

    CurrentAct(CurrentVertxRequest request) {
        this.request = request;
    }

    /** A look-up is about these people too. */
    public void shows(PersonId... people) {
        if (isLookUp()) {
            concerns(List.of(people));
        }
    }

    /** The act is about these people too, though its path does not name them. */
    public void concerns(Collection<PersonId> people) {
        ongoing()
                .ifPresent(ongoing -> keep(new Ongoing(
                        Act.of(
                                ongoing.act().what(),
                                Stream.concat(
                                                ongoing.act().about().stream(),
                                                people.stream().map(PersonId::value))
                                        .toList()),
                        ongoing.isLookUp())));
    }

    public void concerns(PersonId... people) {
        concerns(List.of(people));
    }

    /** Nobody is looked up: what is read is the reader's own. */
    public void showsOwn() {
        if (isLookUp()) {
            end();
        }
    }

    void begin(Act act, boolean isLookUp) {
        keep(new Ongoing(act, isLookUp));
    }

    void end() {
        request.getCurrent().remove(KEY);
    }

    /** Whether there is anything a transaction that begins now may have to write down. */
    boolean isOngoing() {
        return ongoing().isPresent();
    }

    /** What is to be written down: a look-up only when it is about somebody or something. */
    Optional<Act> find() {
        return ongoing()
                .filter(ongoing -> !ongoing.isLookUp() || !ongoing.act().about().isEmpty())
                .map(Ongoing::act);
    }

    private boolean isLookUp() {
        return ongoing().filter(Ongoing::isLookUp).isPresent();
    }

    private void keep(Ongoing ongoing) {
        request.getCurrent().put(KEY, ongoing);
    }

    /** Empty outside a request; a kept answer that is given again is no act. */
    private Optional<Ongoing> ongoing() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return Optional.empty();
        }
        var current = request.getCurrent();
        return current.response().headers().contains(Idempotent.REPLAYED)
                ? Optional.empty()
                : Optional.ofNullable(current.<@Nullable Ongoing>get(KEY));
    }

    private record Ongoing(Act act, boolean isLookUp) {}
}
