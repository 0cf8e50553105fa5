package tandem.analytics.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.analytics.Store;

/** What is written is what PostgreSQL reads. */
class CopyWriterTest {
    private static final Store STORE = Store.fresh();

    private static List<String> copied(String type, Consumer<CopyWriter> value) throws SQLException {
        return STORE.feed().inTransaction(handle -> {
            handle.execute("create temporary table copied (v " + type + ") on commit drop");
            var writer = new CopyWriter();
            writer.row(1);
            value.accept(writer);
            writer.finish(Copy.into(handle.getConnection(), "copied", List.of("v")));
            return handle.createQuery("select coalesce(v::text, 'null') from copied")
                    .mapTo(String.class)
                    .list();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "12.5",
                "0.0001",
                "0.00001",
                "10000",
                "9999.9999",
                "123456789012345678901234567890.123",
                "-0.5",
                "1E+3",
                "100",
                "0.00",
                "99999999999999999999",
                "3.10"
            })
    void writesNumbers(String number) throws SQLException {
        var value = new BigDecimal(number);

        assertThat(copied("numeric", writer -> writer.numeric(value))).containsExactly(value.toPlainString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "with ünicode and 漢字 and 😀", "a\tb\nc\\d\"e"})
    void writesTexts(String text) throws SQLException {
        assertThat(copied("text", writer -> writer.text(text))).containsExactly(text);
    }

    @Test
    void writesEverythingElse() throws SQLException {
        var id = UUID.randomUUID();

        assertThat(copied("uuid", writer -> writer.uuid(id))).containsExactly(id.toString());
        assertThat(copied("boolean", writer -> writer.bool(true))).containsExactly("true");
        assertThat(copied("integer", writer -> writer.integer(-7))).containsExactly("-7");
        assertThat(copied("bigint", writer -> writer.bigint(1L << 40))).containsExactly("1099511627776");
        assertThat(copied("date", writer -> writer.date(LocalDate.parse("1999-12-31"))))
                .containsExactly("1999-12-31");
        assertThat(copied("timestamptz", writer -> writer.timestamp(Instant.parse("1999-12-31T23:59:59.999999Z"))))
                .containsExactly("1999-12-31 23:59:59.999999+00");
        assertThat(copied("bytea", writer -> writer.binary(new byte[] {0, (byte) 0xff})))
                .containsExactly("\\x00ff");
        assertThat(copied("text", CopyWriter::nothing)).containsExactly("null");
    }
}
