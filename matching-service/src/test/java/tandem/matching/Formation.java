package tandem.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.credential.ProofKind;
import tandem.matching.credential.Scorecard;
import tandem.matching.provider.ProofService;
import tandem.matching.provider.ProofService.Entry;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.time.ProgrammeTime;

/** Leads a registered person the whole way into the pool: one human enters, another verifies, a panel scores, a mentor signs. */
@ApplicationScoped
public class Formation {

    private static final List<String> SKILLS = List.of("ASKING", "LISTENING", "FEEDBACK", "SPONSORING");

    private final ProofService proofs;
    private final Clock clock;

    Formation(ProofService proofs, @ProgrammeTime Clock clock) {
        this.proofs = proofs;
        this.clock = clock;
    }

    /** As the tenant of the caller; everything is dated today. */
    public void qualify(PersonId person, ProviderType type, Set<Track> tracks) {
        prove(person, type, tracks, 4);
    }

    /** What is asked of everybody who mentors, and of a reverse mentor alone: bias training and the checklist of conflicts. */
    public void proveFairness(PersonId person) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var entries = Stream.of(ProofKind.BIAS_TRAINING, ProofKind.CONFLICT_CHECK)
                .map(kind -> plain(kind, today))
                .toList();
        proofs.enter(person, entries, human());
    }

    /** What is asked of a manager who coaches: a structured training of coaches. */
    public void proveTraining(PersonId person) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        proofs.enter(person, List.of(plain(ProofKind.COACH_TRAINING, today)), human());
    }

    /** The same, with a panel whose every mark is this one. */
    public void prove(PersonId person, ProviderType type, Set<Track> tracks, int mark) {
        var entries = entries(type, tracks, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var ids = proofs.enter(person, entries, human());
        for (int i = 0; i < ids.size(); i++) {
            var kind = entries.get(i).kind();
            if (kind.isVerified()) {
                proofs.verify(person, ids.get(i), human());
            }
            if (kind == ProofKind.DEMO) {
                score(person, ids.get(i), mark, mark);
            }
        }
        if (tracks.contains(Track.MENTORING)) {
            var mentor = new Actor("", person, "test", Set.of(Roles.PROVIDER));
            proofs.sign(ProofKind.CONFLICT_CLAUSE, mentor);
            proofs.sign(ProofKind.SPONSORSHIP_CLAUSE, mentor);
        }
    }

    /** A panel, each of whom gives the same on every dimension. */
    public void score(PersonId person, UUID demo, int... marks) {
        for (int mark : marks) {
            proofs.score(person, demo, new Scorecard(Stage.somebody(), mark, mark, mark, mark, mark));
        }
    }

    /** Everything that is entered for such a provider, without the kinds named. */
    public static List<Entry> entries(ProviderType type, Set<Track> tracks, LocalDate on, ProofKind... without) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry(ProofKind.DEMO, on, null, null, null, null, 30));
        entries.add(plain(ProofKind.DEMO_REVIEW, on));
        entries.add(plain(ProofKind.CO_COACHING, on));
        if (type == ProviderType.EXTERNAL) {
            entries.add(new Entry(ProofKind.VENDOR_CLAUSES, on, null, null, "V-2030/7", null, null));
        }
        if (tracks.contains(Track.COACHING)) {
            entries.add(coded(ProofKind.CREDENTIAL, "ICF_PCC", on));
            entries.add(new Entry(ProofKind.ENGAGEMENT_OUTCOME, on, null, "FASTER_DECISIONS", "E-12", null, null));
            entries.add(about(ProofKind.REFERENCE, Stage.somebody(), on));
            entries.add(about(ProofKind.REFERENCE, Stage.somebody(), on));
        }
        if (tracks.contains(Track.MENTORING)) {
            Stream.of(
                            ProofKind.PROMOTION_HISTORY,
                            ProofKind.BIAS_TRAINING,
                            ProofKind.CONFLICT_CHECK,
                            ProofKind.ESCALATION_ROUTES)
                    .forEach(kind -> entries.add(plain(kind, on)));
            entries.add(coded(ProofKind.MENTEE_OUTCOME, "PROMOTED", on));
            entries.add(about(ProofKind.MANAGER_ENDORSEMENT, Stage.somebody(), on));
            SKILLS.forEach(skill -> entries.add(coded(ProofKind.SKILL_TRAINED, skill, on)));
        }
        var left = EnumSet.noneOf(ProofKind.class);
        left.addAll(List.of(without));
        return entries.stream().filter(entry -> !left.contains(entry.kind())).toList();
    }

    public static Entry plain(ProofKind kind, LocalDate on) {
        return about(kind, null, on);
    }

    public static Entry about(ProofKind kind, @Nullable PersonId person, LocalDate on) {
        return new Entry(kind, on, null, null, null, person, null);
    }

    private static Entry coded(ProofKind kind, String code, LocalDate on) {
        return new Entry(kind, on, null, code, null, null, null);
    }

    private static Actor human() {
        return new Actor("", Stage.somebody(), "test", Set.of(Roles.PROGRAM_LEAD));
    }
}
