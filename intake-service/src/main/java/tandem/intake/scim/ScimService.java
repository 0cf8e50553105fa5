package tandem.intake.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.PersonId;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.intake.hris.EmploymentService;
import tandem.intake.hris.Statement;
import tandem.intake.hris.Terms;
import tandem.intake.hris.Way;
import tandem.intake.people.BlindKey;
import tandem.intake.people.Identity;
import tandem.intake.people.People;
import tandem.intake.people.PeopleProblems;
import tandem.intake.people.PersonIndex;
import tandem.intake.people.PersonKind;
import tandem.intake.scim.ScimQueries.Held;
import tandem.intake.scim.ScimQueries.View;
import tandem.intake.scim.ScimUsers.Naming;
import tandem.runtime.Ids;
import tandem.runtime.ingest.Identities;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/**
 * Turns what SCIM asks for into statements of HR. SCIM speaks of now: a change is stated as of today, or as of what is held where
 * that is later, so that a later request always counts.
 */
@ApplicationScoped
@Transactional
public class ScimService {

    /** Where statements made through SCIM come from; each has an id of its own, the first part of the version it makes. */
    static final String SOURCE = "/scim/v2/Users";

    private static final int NAME_MAX = 254;

    private final ScimQueries queries;
    private final ScimUsers users;
    private final EmploymentService employments;
    private final People people;
    private final PersonIndex index;
    private final Identities identities;
    private final Validator validator;
    private final Clock clock;

    ScimService(
            ScimQueries queries,
            ScimUsers users,
            EmploymentService employments,
            People people,
            PersonIndex index,
            Identities identities,
            Validator validator,
            @ProgrammeTime Clock clock) {
        this.queries = queries;
        this.users = users;
        this.employments = employments;
        this.people = people;
        this.index = index;
        this.identities = identities;
        this.validator = validator;
        this.clock = clock;
    }

    /** A new user. Someone HR posted another way, or who was deleted here, is found again and keeps their id. */
    View create(ObjectNode message) {
        var said = ScimJson.user(message, null);
        var known = known(said);
        var before = known == null ? null : queries.ofPerson(known).orElse(null);
        if (known != null && (before == null || (before.row().named() && !isHidden(before)))) {
            throw ScimProblems.uniqueness("There is a user with this user name, address or employee number");
        }
        var user = before == null ? said : ScimJson.user(message, before.user());
        return write(known == null ? new PersonId(UUID.randomUUID()) : known, before, user, false);
    }

    View replace(UUID id, ObjectNode message, Version version) {
        return change(id, version, held -> ScimJson.user(message, held));
    }

    View patch(UUID id, ObjectNode message, Version version) {
        return change(id, version, held -> {
            var node = ScimJson.node(held);
            ScimPatch.apply(message, node);
            return ScimJson.user(node, held);
        });
    }

    /** The employment ends today, the user is gone; the history stays. */
    void delete(UUID id, Version version) {
        var before = lock(id, version);
        write(before.row().person(), before, before.user().inactive(), true);
    }

    private View change(UUID id, Version version, UnaryOperator<ScimUser> change) {
        var before = lock(id, version);
        var after = change.apply(before.user());
        return after.equals(before.user()) ? before : write(before.row().person(), before, after, false);
    }

    /** The user, kept from changing until this transaction ends. */
    private View lock(UUID id, Version version) {
        var seen = get(id);
        people.lock(seen.row().person());
        var locked = get(id);
        version.check(locked);
        return locked;
    }

    private View get(UUID id) {
        return queries.get(id).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no user " + id));
    }

    private View write(PersonId person, @Nullable View before, ScimUser said, boolean deleted) {
        checkFields(said);
        checkUnique(person, before, said);
        var held = before == null ? null : before.row().job();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var user = said.leaving(leftOn(before, said, today));
        var statement = Ids.next();
        if (user.isComplete()) {
            state(person, held, user, statement, today);
        } else if (held == null) {
            people.put(List.of(identity(person, user)));
        } else {
            throw ScimProblems.invalidValue(
                    "An employed user keeps employeeNumber, department, jobRole, jobLevel and hiredOn");
        }
        users.put(person, user, new Naming(statement, !user.isComplete(), deleted));
        identities.keep(SOURCE, List.of(statement.toString()), EventTypes.typeOf(EmployeeUpserted.class));
        return queries.ofPerson(person).orElseThrow();
    }

    /** States it as every other way does; whatever is refused there is refused here. */
    private void state(PersonId person, @Nullable Held held, ScimUser user, UUID statement, LocalDate today) {
        var manager = manager(user.manager(), held);
        var said = new Statement(
                person,
                Objects.requireNonNull(user.employeeNumber()),
                user.givenName(),
                user.familyName(),
                user.email(),
                user.timeZone(),
                new Terms(
                        manager,
                        Objects.requireNonNull(user.department()),
                        Objects.requireNonNull(user.jobRole()),
                        Objects.requireNonNull(user.jobLevel()),
                        Objects.requireNonNull(user.hiredOn()),
                        user.inRoleSince(),
                        user.lastPromotedOn(),
                        user.roleRisks(),
                        user.onLeave()),
                user.terminatedOn(),
                effectiveOn(held, user.terminatedOn() == null, today));
        var taken = employments.take(
                Way.SCIM, List.of(new Inbound<>(SOURCE, statement.toString(), clock.instant(), said, null)));
        var refusal = taken.getFirst().verdict().rejection();
        if (refusal != null) {
            throw refusal.type().equals(PeopleProblems.TIME_ZONE_UNKNOWN)
                    ? ScimProblems.invalidValue(refusal.detail())
                    : ScimProblems.uniqueness(refusal.detail());
        }
    }

    /** Never before what is held; a return the day after the exit was stated at the earliest. */
    private static LocalDate effectiveOn(@Nullable Held held, boolean stays, LocalDate today) {
        if (held == null) {
            return today;
        }
        var asOf = held.leftAsOf() == null ? held.leftOn() : held.leftAsOf();
        var exit = asOf == null ? today : stays ? asOf.plusDays(1) : asOf;
        return Stream.of(today, held.effectiveOn(), exit)
                .max(LocalDate::compareTo)
                .orElse(today);
    }

    /** The last day: of the inactive one that was said, else known, else today; of the active one only a day to come. */
    private static @Nullable LocalDate leftOn(@Nullable View before, ScimUser said, LocalDate today) {
        var terminatedOn = said.terminatedOn();
        var isToCome = terminatedOn != null && terminatedOn.isAfter(today);
        if (said.active()) {
            return isToCome ? terminatedOn : null;
        }
        if (terminatedOn != null && !isToCome) {
            return terminatedOn;
        }
        var held =
                before == null || before.user().active() ? null : before.user().terminatedOn();
        return held == null ? today : held;
    }

    private @Nullable BlindKey manager(@Nullable String said, @Nullable Held held) {
        if (said == null) {
            return null;
        }
        if (ScimUsers.isUnposted(said)) {
            return held == null ? null : held.managerKey();
        }
        var id = uuid(said);
        if (id == null) {
            return index.ofEmployeeNumber(said);
        }
        return users.numberOf(id)
                .orElseThrow(() -> ScimProblems.invalidValue("manager is no user with an employee number"));
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable PersonId known(ScimUser said) {
        var named = users.byUserName(said.userName());
        if (named.isPresent()) {
            return named.get();
        }
        var number = said.employeeNumber();
        var numbered = number == null ? null : people.byEmployeeNumber(number).orElse(null);
        return numbered == null ? addressee(said.email()) : numbered;
    }

    private @Nullable PersonId addressee(String email) {
        var key = index.ofEmail(email);
        return people.byEmailIndex(List.of(key)).get(key);
    }

    private void checkUnique(PersonId person, @Nullable View before, ScimUser said) {
        var number = said.employeeNumber();
        var heldNumber = before == null ? null : before.user().employeeNumber();
        if (heldNumber != null && number != null && !heldNumber.equalsIgnoreCase(number)) {
            throw ScimProblems.mutability("employeeNumber names the employee and cannot change");
        }
        var others = Stream.of(
                users.byUserName(said.userName()).orElse(null),
                said.userName().contains("@") ? addressee(said.userName()) : null,
                addressee(said.email()),
                number == null ? null : people.byEmployeeNumber(number).orElse(null));
        if (others.anyMatch(other -> other != null && !other.equals(person))) {
            throw ScimProblems.uniqueness("Another user has this user name, address or employee number");
        }
    }

    /** The same bounds as for every other way; what is missing may still follow. */
    private void checkFields(ScimUser said) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("givenName", said.givenName());
        fields.put("familyName", said.familyName());
        fields.put("email", said.email());
        fields.put("timeZone", said.timeZone());
        fields.put("employeeNumber", said.employeeNumber());
        fields.put("department", said.department());
        fields.put("jobRole", said.jobRole());
        fields.put("jobLevel", said.jobLevel());
        fields.put("roleRisks", said.roleRisks());
        fields.forEach((field, value) -> {
            if (value != null
                    && !validator
                            .validateValue(EmployeeUpserted.class, field, value)
                            .isEmpty()) {
                throw ScimProblems.invalidValue(field + " is too long or not of its form");
            }
        });
        if (said.userName().length() > NAME_MAX || isTooLong(said.externalId()) || isTooLong(said.manager())) {
            throw ScimProblems.invalidValue("userName, externalId or manager is too long");
        }
    }

    private static boolean isTooLong(@Nullable String text) {
        return text != null && text.length() > NAME_MAX;
    }

    private static boolean isHidden(View user) {
        return user.row().deleted() && !user.user().active();
    }

    private static Identity identity(PersonId person, ScimUser user) {
        return new Identity(
                person,
                PersonKind.EMPLOYEE,
                user.givenName(),
                user.familyName(),
                user.email(),
                user.employeeNumber(),
                user.timeZone());
    }
}
