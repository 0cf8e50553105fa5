package tandem.analytics.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Encodes rows in the binary format of COPY into one growing array. Handing a full array to the connection while the next rows
 * are being encoded lets the server insert and this side decode at the same time, which is most of what makes the ledger fast.
 */
public final class CopyWriter {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long EPOCH_SECONDS = 946_684_800L; // 2000-01-01, where PostgreSQL's time begins
    private static final long EPOCH_DAYS = 10_957L;
    private static final int CHUNK = 1 << 16;
    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

    private byte[] bytes = new byte[2 * CHUNK];
    private int size;
    private long rows;

    public CopyWriter() {
        reset();
    }

    /** Empties the writer for the next COPY; the array is kept. */
    public void reset() {
        size = 0;
        rows = 0;
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        size = SIGNATURE.length;
        int32(0); // no flags
        int32(0); // no header extension
    }

    public long rows() {
        return rows;
    }

    public void row(int columns) {
        require(2);
        SHORT.set(bytes, size, (short) columns);
        size += 2;
        rows++;
    }

    public void nothing() {
        int32(-1);
    }

    public void text(@Nullable String value) {
        if (value == null) {
            nothing();
            return;
        }
        var length = value.length();
        require(4 + 3 * length);
        var start = size + 4;
        var at = start;
        for (var i = 0; i < length; i++) {
            var c = value.charAt(i);
            if (c >= 0x80) {
                var encoded = value.getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, start, encoded.length);
                at = start + encoded.length;
                break;
            }
            bytes[at++] = (byte) c;
        }
        INT.set(bytes, size, at - start);
        size = at;
    }

    public void binary(byte[] value) {
        require(4 + value.length);
        INT.set(bytes, size, value.length);
        System.arraycopy(value, 0, bytes, size + 4, value.length);
        size += 4 + value.length;
    }

    public void uuid(UUID value) {
        require(20);
        INT.set(bytes, size, 16);
        LONG.set(bytes, size + 4, value.getMostSignificantBits());
        LONG.set(bytes, size + 12, value.getLeastSignificantBits());
        size += 20;
    }

    public void bool(boolean value) {
        require(5);
        INT.set(bytes, size, 1);
        bytes[size + 4] = (byte) (value ? 1 : 0);
        size += 5;
    }

    public void integer(int value) {
        require(8);
        INT.set(bytes, size, 4);
        INT.set(bytes, size + 4, value);
        size += 8;
    }

    public void bigint(long value) {
        require(12);
        INT.set(bytes, size, 8);
        LONG.set(bytes, size + 4, value);
        size += 12;
    }

    /** Microseconds are what PostgreSQL keeps; the rest is cut off. */
    public void timestamp(Instant value) {
        bigint((value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000L + value.getNano() / 1_000);
    }

    public void date(LocalDate value) {
        integer(Math.toIntExact(value.toEpochDay() - EPOCH_DAYS));
    }

    /** Groups of four decimal digits, most significant first, as PostgreSQL stores them. */
    public void numeric(BigDecimal value) {
        var plain = value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value;
        var fractionGroups = (plain.scale() + 3) / 4;
        var shifted = plain.unscaledValue().abs().multiply(BigInteger.TEN.pow(fractionGroups * 4 - plain.scale()));
        var groups = groupsOf(shifted);
        var count = groups.length;
        var weight = count - fractionGroups - 1;
        var last = count;
        while (last > 0 && groups[last - 1] == 0) {
            last--;
        }
        require(12 + 2 * last);
        INT.set(bytes, size, 8 + 2 * last);
        SHORT.set(bytes, size + 4, (short) last);
        SHORT.set(bytes, size + 6, (short) (last == 0 ? 0 : weight));
        SHORT.set(bytes, size + 8, (short) (plain.signum() < 0 ? 0x4000 : 0));
        SHORT.set(bytes, size + 10, (short) plain.scale());
        size += 12;
        for (var i = 0; i < last; i++) {
            SHORT.set(bytes, size, groups[i]);
            size += 2;
        }
    }

    /** Hands over what has gathered once it fills a chunk. */
    public void drainWhenFull(CopyIn copy) throws SQLException {
        if (size >= CHUNK) {
            drain(copy);
        }
    }

    /** Ends the COPY; returns the rows the server took. */
    public long finish(CopyIn copy) throws SQLException {
        require(2);
        SHORT.set(bytes, size, (short) -1);
        size += 2;
        drain(copy);
        return copy.endCopy();
    }

    private void drain(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        copy.flushCopy();
        size = 0;
    }

    private static short[] groupsOf(BigInteger magnitude) {
        var groups = new short[magnitude.bitLength() / 13 + 1];
        var at = groups.length;
        if (magnitude.bitLength() < 64) {
            for (var rest = magnitude.longValueExact(); rest > 0; rest /= 10_000) {
                groups[--at] = (short) (rest % 10_000);
            }
        } else {
            for (var rest = magnitude; rest.signum() > 0; ) {
                var parts = rest.divideAndRemainder(TEN_THOUSAND);
                groups[--at] = parts[1].shortValueExact();
                rest = parts[0];
            }
        }
        return Arrays.copyOfRange(groups, at, groups.length);
    }

    private void int32(int value) {
        require(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    private void require(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
