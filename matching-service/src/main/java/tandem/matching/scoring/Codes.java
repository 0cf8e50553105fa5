package tandem.matching.scoring;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sets of codes, one per candidate, as rows of bits: how many codes two sets share is then a few machine words. */
final class Codes {

    private final Map<String, Integer> positions = new HashMap<>();
    private final int words;
    private final long[] rows;

    Codes(List<Candidate> candidates, Function<Candidate, ? extends Collection<String>> codesOf) {
        for (var candidate : candidates) {
            for (var code : codesOf.apply(candidate)) {
                positions.putIfAbsent(code, positions.size());
            }
        }
        words = (positions.size() + 63) / 64;
        rows = new long[words * candidates.size()];
        for (int i = 0; i < candidates.size(); i++) {
            var row = row(codesOf.apply(candidates.get(i)));
            System.arraycopy(row, 0, rows, i * words, words);
        }
    }

    /** Codes as a row of the same shape; a code no candidate has is left out. */
    long[] row(Collection<String> codes) {
        var row = new long[words];
        for (var code : codes) {
            var position = positions.get(code);
            if (position != null) {
                row[position / 64] |= 1L << position;
            }
        }
        return row;
    }

    int shared(long[] row, int candidate) {
        int shared = 0;
        for (int w = 0; w < words; w++) {
            shared += Long.bitCount(row[w] & rows[candidate * words + w]);
        }
        return shared;
    }

    int size(int candidate) {
        int size = 0;
        for (int w = 0; w < words; w++) {
            size += Long.bitCount(rows[candidate * words + w]);
        }
        return size;
    }
}
