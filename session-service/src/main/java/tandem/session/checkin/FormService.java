package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import tandem.events.CheckInKind;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.failure.Work;
import tandem.runtime.link.LinkToken;
import tandem.runtime.link.Links;
import tandem.runtime.mail.AddressBook;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Shows what a single-use link asks, and about whom: the name comes from the directory when the form is shown, and is kept nowhere. */
@ApplicationScoped
public class FormService {

    private final Invitees invitees;
    private final CheckIns checkIns;
    private final CheckInPlans plans;
    private final Links links;
    private final Work work;
    private final AddressBook names;
    private final Tenants tenants;

    FormService(
            Invitees invitees,
            CheckIns checkIns,
            CheckInPlans plans,
            Links links,
            Work work,
            AddressBook names,
            Tenants tenants) {
        this.invitees = invitees;
        this.checkIns = checkIns;
        this.plans = plans;
        this.links = links;
        this.work = work;
        this.names = names;
        this.tenants = tenants;
    }

    /**
     * What somebody is asked.
     *
     * @param respondent in which role; all but raters are named with their answers
     * @param about the name of the leader
     */
    public record Form(
            CheckInKind kind, Respondent respondent, String about, LocalDate closesOn, List<Question> questions) {}

    private record Asked(Respondent respondent, CheckIn checkIn, List<Question> questions) {}

    /** What a link asks. The directory is asked outside the transaction: nothing is held while somebody else answers. */
    public Form form(String token) {
        var link = LinkToken.require(token);
        var asked = work.inTransaction(link.tenant(), () -> {
            var invitee = invitees.get(links.read(link, OpeningService.FORM));
            var checkIn = checkIns.get(invitee.checkIn());
            return new Asked(
                    invitee.role(), checkIn, plans.definitionOf(checkIn).questions());
        });
        var about = tenants.callAs(link.tenant(), () -> nameOf(asked.checkIn().leader()));
        return new Form(
                asked.checkIn().kind(),
                asked.respondent(),
                about,
                asked.checkIn().closesOn(),
                asked.questions());
    }

    private String nameOf(PersonId leader) {
        try {
            var found = names.find(List.of(leader)).get(leader);
            if (found == null) {
                throw CheckIn.unknown();
            }
            return found.name();
        } catch (UncheckedIOException away) {
            throw new Refused(CheckInProblems.NAMES_AWAY, "Nothing was lost; open the link again in a few minutes");
        }
    }
}
