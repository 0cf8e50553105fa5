package tandem.intake.csv;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EventTypes;
import tandem.events.input.HrInput.EmployeeUpserted;
import tandem.intake.csv.Imports.Counts;
import tandem.intake.csv.Imports.Fault;
import tandem.intake.csv.Imports.Import;
import tandem.intake.csv.Imports.Settings;
import tandem.intake.csv.RowReader.Flaw;
import tandem.intake.csv.RowReader.Row;
import tandem.intake.hris.EmploymentService;
import tandem.intake.hris.Statement;
import tandem.intake.hris.Taken;
import tandem.intake.hris.Taken.Effect;
import tandem.intake.hris.Way;
import tandem.runtime.Ids;
import tandem.runtime.ingest.Identities;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.Rejection;

/** Keeps files as they arrive and takes them over block by block; effect, progress and errors of a block are one transaction. */
@ApplicationScoped
@Transactional
public class ImportService {

    private final Imports imports;
    private final EmploymentService employments;
    private final Identities identities;

    ImportService(Imports imports, EmploymentService employments, Identities identities) {
        this.imports = imports;
        this.employments = employments;
        this.identities = identities;
    }

    UUID begin(Settings settings, List<String> absent, String by) {
        var id = Ids.next();
        imports.add(id, settings, absent, by);
        return id;
    }

    void keep(UUID id, int ordinal, byte[] content) {
        imports.addChunk(id, ordinal, content);
    }

    /** The file is whole. The one taken last, uploaded again, is that import and nothing new. */
    Received received(UUID id, String sha256) {
        var mine = imports.lock(id).orElseThrow();
        var last = imports.last(mine.settings().dryRun())
                .filter(import_ -> sha256.equals(import_.sha256()))
                .filter(import_ -> import_.settings().equals(mine.settings()));
        if (last.isPresent()) {
            imports.remove(id);
            return new Received(last.get(), true);
        }
        imports.queue(id, sha256);
        return new Received(imports.find(id).orElseThrow(), false);
    }

    void discard(UUID id) {
        imports.remove(id);
    }

    Optional<Import> find(UUID id) {
        return imports.find(id);
    }

    Optional<byte[]> chunk(UUID id, int ordinal) {
        return imports.chunk(id, ordinal);
    }

    boolean claim(UUID id, Instant untouchedSince) {
        return imports.claim(id, untouchedSince);
    }

    /** Takes over a block of rows; false when another worker was there first. */
    boolean take(UUID id, int from, List<Row> block) {
        var import_ = imports.lock(id).orElse(null);
        if (!isNext(import_, from)) {
            return false;
        }
        note(id, block, employments.take(Way.CSV, statements(id, block)), true);
        return true;
    }

    /** What taking a block over would come to: done, and undone again. */
    List<Taken> rehearse(UUID id, List<Row> block) {
        throw new Undone(employments.take(Way.CSV, statements(id, block)));
    }

    /** Notes what a rehearsed block came to. */
    boolean noteRehearsed(UUID id, int from, List<Row> block, List<Taken> taken) {
        var import_ = imports.lock(id).orElse(null);
        if (!isNext(import_, from)) {
            return false;
        }
        note(id, block, taken, false);
        return true;
    }

    void end(UUID id, @Nullable String problem, @Nullable String detail) {
        if (imports.lock(id).filter(Import::isOpen).isPresent()) {
            imports.end(id, problem, detail);
        }
    }

    private static boolean isNext(@Nullable Import import_, int from) {
        return import_ != null
                && import_.state().equals("RUNNING")
                && import_.counts().rows() == from;
    }

    private static List<Inbound<Statement>> statements(UUID id, List<Row> block) {
        return block.stream()
                .filter(row -> row.statement() != null)
                .map(row -> new Inbound<>(
                        source(id), Long.toString(row.line()), null, Objects.requireNonNull(row.statement()), null))
                .toList();
    }

    /** Every row that changed something has an identity: the import and its line. */
    static String source(UUID id) {
        return "/v1/hr-imports/" + id;
    }

    private void note(UUID id, List<Row> block, List<Taken> taken, boolean isTaken) {
        var tally = new EnumMap<Effect, Integer>(Effect.class);
        var news = new ArrayList<String>();
        var faults = new ArrayList<Fault>();
        int refused = 0;
        var next = taken.iterator();
        for (var row : block) {
            if (row.statement() == null) {
                refused++;
                faults(row, row.flaws(), faults);
                continue;
            }
            var one = next.next();
            var rejection = one.verdict().rejection();
            var effect = one.effect();
            if (rejection != null || effect == null) {
                refused++;
                faults(row, List.of(flaw(Objects.requireNonNull(rejection))), faults);
                continue;
            }
            tally.merge(effect, 1, Integer::sum);
            if (effect == Effect.ADDED || effect == Effect.CHANGED) {
                news.add(Long.toString(row.line()));
            }
        }
        if (isTaken) {
            identities.keep(source(id), news, EventTypes.typeOf(EmployeeUpserted.class));
        }
        var room = Imports.ERRORS_MAX - imports.find(id).orElseThrow().counts().refused();
        imports.addErrors(id, faults.subList(0, Math.clamp(room, 0, faults.size())));
        imports.progress(
                id,
                new Counts(
                        block.size(),
                        tally.getOrDefault(Effect.ADDED, 0),
                        tally.getOrDefault(Effect.CHANGED, 0),
                        tally.getOrDefault(Effect.SAME, 0),
                        tally.getOrDefault(Effect.LATE, 0),
                        refused));
    }

    private static Flaw flaw(Rejection rejection) {
        return new Flaw(null, rejection.type(), rejection.detail());
    }

    private static void faults(Row row, List<Flaw> flaws, List<Fault> faults) {
        for (int ordinal = 0; ordinal < flaws.size(); ordinal++) {
            var flaw = flaws.get(ordinal);
            var field = flaw.field();
            faults.add(new Fault(
                    row.line(),
                    ordinal,
                    field == null ? null : field.label(),
                    field == null ? null : row.header().named(field),
                    flaw.problem().slug(),
                    flaw.detail()));
        }
    }

    /** An import, and whether the same file was there before. */
    record Received(Import import_, boolean again) {}

    /** Carries the result out of a transaction that is not to have happened. */
    static final class Undone extends RuntimeException {

        private final transient List<Taken> taken;

        Undone(List<Taken> taken) {
            super("Rehearsed only", null, false, false);
            this.taken = taken;
        }

        List<Taken> taken() {
            return taken;
        }
    }
}
