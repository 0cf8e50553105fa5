package tandem.intake.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.intake.account.IdentityClient.NewAccount;
import tandem.intake.people.People;
import tandem.intake.removal.RemovalService;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.mail.Mailer;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/**
 * Makes accounts for invited people and takes them away from erased ones. The account is made first and noted after: if the
 * note fails, the next try finds the account by its person and goes on from there.
 */
@ApplicationScoped
public class AccountService {

    /** The name under which the identity provider reports in certificates. */
    public static final String REPORTER = "identity-provider";

    private final IdentityClient identities;
    private final Accounts accounts;
    private final People people;
    private final Mailer mailer;
    private final RemovalService removals;
    private final Tenants tenants;
    private final CurrentAct act;

    AccountService(
            IdentityClient identities,
            Accounts accounts,
            People people,
            Mailer mailer,
            RemovalService removals,
            Tenants tenants,
            CurrentAct act) {
        this.identities = identities;
        this.accounts = accounts;
        this.people = people;
        this.mailer = mailer;
        this.removals = removals;
        this.tenants = tenants;
        this.act = act;
    }

    @Transactional
    String invite(PersonId person, String role, Actor by) {
        var identity = Optional.ofNullable(people.read(List.of(person)).get(person))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no person " + person));
        var account = identities.ensure(new NewAccount(
                tenants.current(), person, identity.givenName(), identity.familyName(), identity.email()));
        identities.grant(account, role);
        accounts.put(person, account, role, by.who());
        mailer.queue(person, "invitation", Map.of("role", role));
        act.concerns(person);
        return account;
    }

    /** Takes the account away and reports it; called again until it succeeds. */
    @Transactional
    void takeAway(RemovalId removal) {
        accounts.condemned(removal).ifPresent(account -> {
            identities.remove(account);
            accounts.drop(removal);
            removals.note(removal, REPORTER, Map.of("accounts", 1));
        });
    }
}
