package tandem.verify.journey;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import tandem.local.PostgresServer;

/**
 * Looks for planted words wherever something can be kept: every column of every table of a database, every record of every topic with
 * key and headers, any file. Words are found whatever their case, in UTF-8, UTF-16, base64 at any offset, URL encoding and hexadecimal.
 */
final class CanarySearch {
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FETCH = 500;

    /** Every table that keeps rows of its own, in every schema that is not PostgreSQL's. */
    private static final String TABLES = """
            select n.nspname, c.relname
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
             order by 1, 2""";

    private static final String COLUMNS = """
            select a.attname, t.typname = 'bytea'
              from pg_attribute a join pg_type t on t.oid = a.atttypid
             where a.attrelid = cast(? as regclass) and a.attnum > 0 and not a.attisdropped
             order by a.attnum""";

    /** Ways a word can look, by the word: those whose case does not matter, and those where it does. */
    private final Map<String, List<String>> anyCase = new LinkedHashMap<>();

    private final Map<String, List<String>> exactCase = new LinkedHashMap<>();

    CanarySearch(Collection<String> words) {
        for (var word : words) {
            anyCase.put(word, looksInAnyCase(word));
            exactCase.put(word, looksInBase64(word));
        }
    }

    /**
     * One place that was searched.
     *
     * @param items rows, records or lines: what was looked at
     * @param found words that are there
     */
    record Place(String name, long items, Collection<String> found) {}

    /** The words in these bytes. */
    Collection<String> in(byte[] bytes) {
        var exact = new String(bytes, StandardCharsets.ISO_8859_1);
        var lower = exact.toLowerCase(Locale.ROOT);
        var base64 = exact.replace('-', '+').replace('_', '/');
        var found = new TreeSet<String>();
        anyCase.forEach((word, looks) -> {
            if (looks.stream().anyMatch(lower::contains)
                    || requireNonNull(exactCase.get(word)).stream().anyMatch(base64::contains)) {
                found.add(word);
            }
        });
        return found;
    }

    /** Every table of a database. */
    List<Place> database(PostgresServer server, String database) {
        var places = new ArrayList<Place>();
        try (var connection = server.connect(database)) {
            connection.setAutoCommit(false);
            try (var tables = connection.createStatement().executeQuery(TABLES)) {
                while (tables.next()) {
                    var table = "\"" + tables.getString(1) + "\".\"" + tables.getString(2) + "\"";
                    places.add(
                            table(connection, database + "." + tables.getString(1) + "." + tables.getString(2), table));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot search " + database, e);
        }
        return places;
    }

    /** Every topic from its first record to where it ends now. */
    List<Place> topics(String bootstrapServers) {
        var items = new TreeMap<String, Long>();
        var found = new TreeMap<String, TreeSet<String>>();
        Map<String, Object> connection = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var consumer = new KafkaConsumer<>(connection, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .filter(partition -> !partition.topic().startsWith("__"))
                    .toList();
            partitions.forEach(partition -> items.putIfAbsent(partition.topic(), 0L));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var left = new HashSet<>(partitions);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!left.isEmpty()) {
                for (var read : consumer.poll(POLL)) {
                    items.merge(read.topic(), 1L, Long::sum);
                    found.computeIfAbsent(read.topic(), none -> new TreeSet<>()).addAll(in(bytes(read)));
                }
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("The topics could not be read to their ends: " + left);
                }
            }
        }
        return items.entrySet().stream()
                .map(topic -> new Place(
                        "topic " + topic.getKey(),
                        topic.getValue(),
                        found.getOrDefault(topic.getKey(), new TreeSet<>())))
                .toList();
    }

    /** Every file below a folder, line by line. */
    List<Place> files(String name, Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> file(name + " " + folder.relativize(file), file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot search " + folder, e);
        }
    }

    /** Anything else that has been read already. */
    Place bytes(String name, Collection<byte[]> items) {
        var found = new TreeSet<String>();
        items.forEach(item -> found.addAll(in(item)));
        return new Place(name, items.size(), found);
    }

    private Place file(String name, Path file) {
        try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
            var bytes = stream.readAllBytes();
            var lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().count();
            return new Place(name, lines, in(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot search " + file, e);
        }
    }

    private Place table(Connection connection, String name, String table) throws SQLException {
        var found = new TreeSet<String>();
        var columns = columns(connection, table);
        if (columns.isEmpty()) {
            return new Place(name, 0, found);
        }
        var rows = 0L;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (var row = statement.executeQuery("select " + String.join(", ", columns) + " from only " + table)) {
                while (row.next()) {
                    rows++;
                    search(row, columns.size(), found);
                }
            }
        }
        return new Place(name, rows, found);
    }

    private void search(ResultSet row, int columns, Collection<String> found) throws SQLException {
        for (var column = 1; column <= columns; column++) {
            var bytes = row.getBytes(column);
            if (bytes != null && bytes.length > 0) {
                found.addAll(in(bytes));
            }
        }
    }

    /** Bytes as they are, everything else as its text. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    var column = '"' + row.getString(1) + '"';
                    columns.add(row.getBoolean(2) ? column : "convert_to(cast(" + column + " as text), 'UTF8')");
                }
            }
        }
        return columns;
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        var all = new StringBuilder();
        append(all, record.key());
        append(all, record.value());
        record.headers().forEach(header -> append(all.append(header.key()).append('='), header.value()));
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void append(StringBuilder all, byte @Nullable [] bytes) {
        if (bytes != null) {
            all.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        all.append('\n');
    }

    private static List<String> looksInAnyCase(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        var looks = new ArrayList<>(List.of(
                latin(lower.getBytes(StandardCharsets.UTF_8)),
                latin(lower.getBytes(StandardCharsets.UTF_16LE)),
                latin(lower.getBytes(StandardCharsets.UTF_16BE)),
                URLEncoder.encode(lower, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)));
        written(word).forEach(written -> looks.add(HexFormat.of().formatHex(written.getBytes(StandardCharsets.UTF_8))));
        return looks;
    }

    /** Base64 of the word, wherever in a group of three bytes it begins. */
    private static List<String> looksInBase64(String word) {
        var looks = new ArrayList<String>();
        for (var written : written(word)) {
            for (var bytes :
                    List.of(written.getBytes(StandardCharsets.UTF_8), written.getBytes(StandardCharsets.UTF_16LE))) {
                for (var offset = 0; offset < 3; offset++) {
                    looks.add(whole(bytes, offset));
                }
            }
        }
        return looks;
    }

    /** The cases it may have been written in, where an encoding tells them apart. */
    private static Collection<String> written(String word) {
        return new TreeSet<>(List.of(
                word,
                word.toLowerCase(Locale.ROOT),
                word.toUpperCase(Locale.ROOT),
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)));
    }

    /** The letters that depend on the word alone and not on what stands around it. */
    private static String whole(byte[] word, int offset) {
        var padded = new byte[offset + word.length];
        System.arraycopy(word, 0, padded, offset, word.length);
        var text = Base64.getEncoder().withoutPadding().encodeToString(padded);
        var from = offset == 0 ? 0 : offset + 1;
        var until = padded.length * 8 / 6;
        return text.substring(from, until);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
