package tandem.runtime.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Text that can be kept and sent on. JSON can spell what cannot: half of a character (a surrogate without the other, RFC 8259 8.2),
 * which no UTF-8 holds, and NUL, which no text of PostgreSQL holds.
 */
public final class WholeText {

    private WholeText() {}

    /** Whether the text holds whole characters only, and no NUL. */
    public static boolean is(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
    }

    /** Reads a text only when it is whole. */
    public static SimpleModule texts() {
        return new SimpleModule("whole texts").addDeserializer(String.class, new OfText());
    }

    /** The same, and a tree only when all its names and texts are whole. */
    public static SimpleModule textsAndTrees() {
        return new SimpleModule("whole texts and trees")
                .addDeserializer(String.class, new OfText())
                .addDeserializer(JsonNode.class, new OfTree());
    }

    /** Two halves in their order are one code point outside this range; what is in it stands alone. */
    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isWhole(JsonNode tree) {
        return switch (tree.getNodeType()) {
            case STRING -> is(tree.textValue());
            case OBJECT ->
                tree.properties().stream().allMatch(member -> is(member.getKey()) && isWhole(member.getValue()));
            case ARRAY -> IntStream.range(0, tree.size()).allMatch(i -> isWhole(tree.get(i)));
            default -> true;
        };
    }

    private static InvalidFormatException refusal(JsonParser parser) {
        return InvalidFormatException.from(parser, "not whole characters", "", String.class);
    }

    private static final class OfText extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        OfText() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !is(text)) {
                throw refusal(parser);
            }
            return text;
        }
    }

    private static final class OfTree extends JsonDeserializer<JsonNode> {

        private static final JsonDeserializer<? extends JsonNode> TREE =
                JsonNodeDeserializer.getDeserializer(JsonNode.class);

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var tree = TREE.deserialize(parser, context);
            if (!isWhole(tree)) {
                throw refusal(parser);
            }
            return tree;
        }

        @Override
        public @Nullable JsonNode getNullValue(DeserializationContext context) throws JsonMappingException {
            return TREE.getNullValue(context);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return TREE.getAbsentValue(context);
        }
    }
}
