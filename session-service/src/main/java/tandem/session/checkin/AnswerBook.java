package tandem.session.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;

/**
 * What was answered, while a check-in is open, and what came of it afterwards: encrypted with the key of the leader it is about, without a
 * reference to who answered. With the close single answers are deleted and the result stays.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class AnswerBook {

    private static final String ANSWERS = "check-in-answers";
    private static final String RESULT = "check-in-result";
    private static final TypeReference<Map<String, Integer>> CODES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption crypto;

    AnswerBook(Jdbi jdbi, Tenants tenants, FieldEncryption crypto) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.crypto = crypto;
    }

    void add(CheckIn checkIn, Respondent role, Map<String, Integer> answers) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into check_in_answers (tenant, id, check_in, role, answers)
                        values (:tenant, :id, :checkIn, :role, :answers)
                        """)
                .bind("tenant", tenants.current())
                // drawn at random: an id that grows with time would tell who answered first
                .bind("id", UUID.randomUUID())
                .bind("checkIn", checkIn.id())
                .bind("role", role.name())
                .bind("answers", crypto.encrypt(checkIn.leader(), ANSWERS, json(answers)))
                .execute());
    }

    /** The answers, in no order that says when they came. */
    List<Result.Kept> of(CheckIn checkIn) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select role, answers from check_in_answers
                         where tenant = :tenant and check_in = :checkIn order by id
                        """)
                .bind("tenant", tenants.current())
                .bind("checkIn", checkIn.id())
                .map((row, context) -> new Result.Kept(
                        Respondent.valueOf(row.getString("role")),
                        read(crypto.decrypt(checkIn.leader(), ANSWERS, row.getBytes("answers")))))
                .list());
    }

    /** Puts the result in the place of the answers. */
    void close(CheckIn checkIn, Result result) {
        forget(checkIn);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into check_in_results (tenant, check_in, result) values (:tenant, :checkIn, :result)
                        """)
                .bind("tenant", tenants.current())
                .bind("checkIn", checkIn.id())
                .bind("result", crypto.encrypt(checkIn.leader(), RESULT, json(result)))
                .execute());
    }

    Optional<Result> result(CheckIn checkIn) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select result from check_in_results where tenant = :tenant and check_in = :checkIn")
                        .bind("tenant", tenants.current())
                        .bind("checkIn", checkIn.id())
                        .map((row, context) -> row.getBytes("result"))
                        .findOne())
                .flatMap(result -> crypto.find(checkIn.leader(), RESULT, result))
                .map(AnswerBook::result);
    }

    /** Deletes what was answered; answers how many rows there were. */
    int forget(CheckIn checkIn) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                delete from check_in_answers where tenant = :tenant and check_in = :checkIn
                                """)
                        .bind("tenant", tenants.current())
                        .bind("checkIn", checkIn.id())
                        .execute()
                + handle.createUpdate("""
                                delete from check_in_results where tenant = :tenant and check_in = :checkIn
                                """)
                        .bind("tenant", tenants.current())
                        .bind("checkIn", checkIn.id())
                        .execute());
    }

    private static String json(Object value) {
        try {
            return EventCodec.json().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Records of codes and figures are always JSON", e);
        }
    }

    private static Map<String, Integer> read(String answers) {
        try {
            return EventCodec.json().readValue(answers, CODES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not written by us", e);
        }
    }

    private static Result result(String json) {
        try {
            return EventCodec.json().readValue(json, Result.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not written by us", e);
        }
    }
}
