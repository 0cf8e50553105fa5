package tandem.intake.csv;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.intake.csv.ImportService.Undone;
import tandem.intake.csv.Imports.Import;
import tandem.intake.csv.RowReader.Flaw;
import tandem.intake.csv.RowReader.Row;
import tandem.intake.people.PersonIndex;
import tandem.runtime.failure.Failures;
import tandem.runtime.failure.Work;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/**
 * Takes files over, one at a time per tenant in the order they came. It holds one block of rows: a file of any length needs the same
 * memory. Whoever is killed is followed by whoever looks next, here or in another replica.
 */
@ApplicationScoped
public class ImportJob {

    private static final Logger LOG = Logger.getLogger(ImportJob.class);
    private static final int BLOCK = 500;
    private static final int ROWS_MAX = 250_000;
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration ABANDONED = Duration.ofSeconds(90);
    private static final Duration NEVER_SENT = Duration.ofHours(1);

    private final Jdbi feed;
    private final Work work;
    private final Tenants tenants;
    private final ImportService service;
    private final Validator validator;
    private final PersonIndex index;
    private final Clock machine;

    ImportJob(
            @Feed Jdbi feed,
            Work work,
            Tenants tenants,
            ImportService service,
            Validator validator,
            PersonIndex index,
            @MachineTime Clock machine) {
        this.feed = feed;
        this.work = work;
        this.tenants = tenants;
        this.service = service;
        this.validator = validator;
        this.index = index;
        this.machine = machine;
    }

    /** Looks for files nobody is at; an upload wakes it at once. */
    @RunOnVirtualThread
    @Scheduled(
            identity = "hr-imports",
            every = "{tandem.hr-imports.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void run() {
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            waiting.forEach(this::take);
        }
        forgetNeverSent();
    }

    void wake() {
        Thread.ofVirtual().name("hr-imports").start(this::run);
    }

    /** The oldest open file of each tenant, if nobody is at it. */
    private List<Waiting> waiting() {
        return feed.withHandle(handle -> handle.createQuery("""
                        select tenant, id from (
                            select distinct on (tenant) tenant, id, state, touched from hr_import
                             where state in ('QUEUED', 'RUNNING') order by tenant, id) oldest
                         where state = 'QUEUED' or touched < :since""")
                .bind("since", machine.instant().minus(ABANDONED).atOffset(ZoneOffset.UTC))
                .map((row, context) -> new Waiting(row.getString(1), row.getObject(2, UUID.class)))
                .list());
    }

    private void forgetNeverSent() {
        feed.withHandle(handle -> handle.createQuery(
                                "select tenant, id from hr_import where state = 'RECEIVING' and touched < :since")
                        .bind("since", machine.instant().minus(NEVER_SENT).atOffset(ZoneOffset.UTC))
                        .map((row, context) -> new Waiting(row.getString(1), row.getObject(2, UUID.class)))
                        .list())
                .forEach(one -> within(one, () -> {
                    service.discard(one.id());
                    return one;
                }));
    }

    private void take(Waiting one) {
        var claimed =
                within(one, () -> service.claim(one.id(), machine.instant().minus(ABANDONED)));
        if (!claimed) {
            return;
        }
        var import_ = within(one, () -> service.find(one.id()).orElseThrow());
        try (var file = new Chunks(one)) {
            new Taking(one, import_, file).all();
            end(one, null, null);
        } catch (Refused e) {
            end(one, e.type().slug(), e.detail());
        } catch (LostToAnother e) {
            LOG.infof("Import %s is at another worker", one.id());
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf("Import %s cannot be read now and is tried again", one.id());
        }
    }

    private void end(Waiting one, @Nullable String problem, @Nullable String detail) {
        within(one, () -> {
            service.end(one.id(), problem, detail);
            return one;
        });
    }

    /** In a transaction of the tenant; what passes if one waits is tried again, a bounded number of times. */
    private <R> R within(Waiting one, Callable<R> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.inTransaction(one.tenant(), step);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS_MAX || !Failures.isTransient(e)) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofMillis(100L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("The service stops", e));
        }
    }

    private record Waiting(String tenant, UUID id) {}

    /** Another worker moved the import on. */
    private static final class LostToAnother extends RuntimeException {}

    /** One file while it is taken over. */
    private final class Taking {
        private final Waiting one;
        private final Import import_;
        private final CsvText text;
        private final RowReader reader;
        private final SeenEmployees seen = new SeenEmployees();
        private int rows;

        Taking(Waiting one, Import import_, InputStream file) {
            this.one = one;
            this.import_ = import_;
            var settings = import_.settings();
            text = CsvText.of(file, settings.mapping());
            var dates = DateTimeFormatter.ofPattern(settings.dateFormat()).withResolverStyle(ResolverStyle.STRICT);
            reader = new RowReader(text.header(), settings.effectiveOn(), dates, validator, index);
        }

        void all() {
            var block = new ArrayList<Row>(BLOCK);
            long line = 1;
            for (var next = text.next(line); next != null; next = text.next(line)) {
                var record = next;
                line = record.getStartingLineNumber();
                if (++rows > ROWS_MAX) {
                    throw new Refused(
                            ImportProblems.FILE_TOO_LARGE, "At most " + ROWS_MAX + " rows; the rest was not read");
                }
                var row = tenants.callAs(one.tenant(), () -> unique(reader.read(record)));
                if (rows > import_.counts().rows()) { // those before were taken over when we were killed
                    block.add(row);
                }
                if (block.size() == BLOCK) {
                    take(block);
                    block.clear();
                }
            }
            take(block);
        }

        private Row unique(Row row) {
            var said = row.statement();
            if (said == null || seen.add(index.ofEmployeeNumber(said.employeeNumber()))) {
                return row;
            }
            var flaw = new Flaw(
                    Field.EMPLOYEE,
                    ImportProblems.EMPLOYEE_TWICE,
                    "has a row further up, which was taken; this one was not");
            return new Row(row.line(), row.header(), null, List.of(flaw));
        }

        private void take(List<Row> block) {
            if (block.isEmpty()) {
                return;
            }
            int from = rows - block.size();
            try {
                takeTogether(from, block);
            } catch (LostToAnother e) {
                throw e;
            } catch (RuntimeException e) {
                refuseToBlame(e);
                LOG.warnf("A block of import %s failed and is redone row by row", one.id());
                for (int place = 0; place < block.size(); place++) {
                    alone(from + place, block.get(place));
                }
            }
        }

        /** What passes says nothing about a row: the import stops here and goes on from here later. */
        private static void refuseToBlame(RuntimeException failure) {
            if (Failures.isTransient(failure)) {
                throw new UncheckedIOException(new IOException(failure));
            }
        }

        private void alone(int from, Row row) {
            try {
                takeTogether(from, List.of(row));
            } catch (LostToAnother e) {
                throw e;
            } catch (RuntimeException e) {
                refuseToBlame(e);
                LOG.errorf(e, "A row of import %s failed", one.id());
                var flaw = new Flaw(null, CommonProblems.INTERNAL, "This row could not be taken");
                takeTogether(from, List.of(new Row(row.line(), row.header(), null, List.of(flaw))));
            }
        }

        private void takeTogether(int from, List<Row> block) {
            var isMine = import_.settings().dryRun()
                    ? rehearsed(from, block)
                    : within(one, () -> service.take(one.id(), from, block));
            if (!isMine) {
                throw new LostToAnother();
            }
        }

        private boolean rehearsed(int from, List<Row> block) {
            try {
                within(one, () -> service.rehearse(one.id(), block));
                throw new IllegalStateException("A rehearsal always ends undone");
            } catch (Undone undone) {
                return within(one, () -> service.noteRehearsed(one.id(), from, block, undone.taken()));
            }
        }
    }

    /** The file, read from where it is kept, a piece at a time. */
    private final class Chunks extends InputStream {
        private final Waiting one;
        private byte[] piece = {};
        private int at;
        private int next;

        Chunks(Waiting one) {
            this.one = one;
        }

        @Override
        public int read() {
            return fill() ? piece[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() {
            if (at == piece.length) {
                int ordinal = next++;
                piece = within(one, () -> service.chunk(one.id(), ordinal)).orElse(new byte[0]);
                at = 0;
            }
            return at < piece.length;
        }
    }
}
