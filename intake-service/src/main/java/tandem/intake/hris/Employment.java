package tandem.intake.hris;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;

/**
 * What HR says about one employee. Immutable: a later statement is joined to it and the history keeps both. Joining statements of
 * different dates gives the same in any order, and the same one twice changes nothing.
 *
 * @param effectiveOn as of when the terms were stated
 * @param exit stated as of the same day or later; an earlier one was overtaken by a return
 */
record Employment(
        PersonId person,
        Terms terms,
        LocalDate effectiveOn,
        @Nullable Exit exit) {

    /** The last day, and the date as of which it was stated. */
    record Exit(LocalDate leftOn, LocalDate asOf) {}

    Employment {
        exit = exit == null || exit.asOf().isBefore(effectiveOn) ? null : exit;
        // a leave says nothing of absence and a file says nothing of it beside T: whoever has left is on no leave
        terms = exit == null || exit.leftOn().isAfter(exit.asOf()) ? terms : terms.present();
    }

    static Employment of(PersonId person, Statement said) {
        var leftOn = said.leftOn();
        return new Employment(
                person, said.terms(), said.effectiveOn(), leftOn == null ? null : new Exit(leftOn, said.effectiveOn()));
    }

    /** What holds once this was said too. Of two statements of one date the one that arrives later counts. */
    Employment joined(Employment said) {
        var isNewer = !said.effectiveOn.isBefore(effectiveOn);
        return new Employment(
                person, isNewer ? said.terms : terms, isNewer ? said.effectiveOn : effectiveOn, later(exit, said.exit));
    }

    /** What holds once an exit was stated too: nothing new, if something dated later is known. */
    Employment left(Exit stated) {
        return new Employment(person, terms, effectiveOn, later(exit, stated));
    }

    @Nullable
    LocalDate leftOn() {
        return exit == null ? null : exit.leftOn();
    }

    boolean isGone() {
        return exit != null;
    }

    /** Whether anything but dates of statements differs. */
    boolean saysSameAs(Employment other) {
        return terms.equals(other.terms) && Objects.equals(leftOn(), other.leftOn());
    }

    /** What is different, in the words of the contract; other differences matter to profiles only. */
    Set<Aspect> changedSince(Employment before) {
        var changed = EnumSet.noneOf(Aspect.class);
        var was = before.terms;
        if (!Objects.equals(terms.manager(), was.manager())) {
            changed.add(Aspect.MANAGER);
        }
        if (!terms.jobRole().equals(was.jobRole())) {
            changed.add(Aspect.ROLE);
        }
        if (terms.jobLevel() != was.jobLevel()) {
            changed.add(Aspect.LEVEL);
        }
        if (!terms.department().equals(was.department())) {
            changed.add(Aspect.DEPARTMENT);
        }
        if (promotedSince(before)) {
            changed.add(Aspect.PROMOTION);
        }
        if (isAway() && !before.isAway()) {
            changed.add(Aspect.LEAVE);
        }
        if (!isGone() && (before.isGone() || (before.isAway() && !isAway()))) {
            changed.add(Aspect.RETURN);
        }
        return changed;
    }

    /** Whether the employment ended since, or ended on another day than was known. */
    boolean endedSince(Employment before) {
        return isGone() && !Objects.equals(leftOn(), before.leftOn());
    }

    /** A date of promotion that was missing so far is one only when it is later than what was said without it. */
    private boolean promotedSince(Employment before) {
        var now = terms.lastPromotedOn();
        var was = before.terms.lastPromotedOn();
        return now != null && now.isAfter(was == null ? before.effectiveOn : was);
    }

    private boolean isAway() {
        return terms.onLeave() && !isGone();
    }

    private static @Nullable Exit later(@Nullable Exit held, @Nullable Exit said) {
        if (held == null || said == null) {
            return held == null ? said : held;
        }
        return said.asOf().isBefore(held.asOf()) ? held : said;
    }
}
