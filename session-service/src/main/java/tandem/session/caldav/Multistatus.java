package tandem.session.caldav;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * An answer of WebDAV about many resources (RFC 4918, 13). Read as a stream, without document types, so that there is no entity to
 * expand or to fetch, and not deeper than any such answer is.
 *
 * @param syncToken where to ask on from
 */
record Multistatus(List<Item> items, @Nullable String syncToken) {

    /**
     * What it says of one resource.
     *
     * @param status of the resource; 200 where only its properties have one
     * @param properties texts of the properties that were found, by local name
     * @param marks local names of the elements inside resourcetype and supported-report-set
     */
    record Item(String href, int status, Map<String, String> properties, Set<String> marks) {}

    private static final int DEEPEST = 24;
    private static final int MOST_ITEMS = 50_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/\\d(?:\\.\\d)? (\\d{3}).*", Pattern.DOTALL);
    private static final Set<String> MARKED = Set.of("resourcetype", "report");

    /** Reads an answer; one that is none of WebDAV is {@link Trouble#UNREADABLE}, one without measure {@link Trouble#TOO_LARGE}. */
    static Multistatus read(byte[] body) {
        try {
            return new Reading(factory().createXMLStreamReader(new ByteArrayInputStream(body))).whole();
        } catch (XMLStreamException | IllegalArgumentException unreadable) {
            throw new Troubled(Trouble.UNREADABLE);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    /** The names on the way down, and what was found on it. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Item> items = new ArrayList<>();
        private @Nullable String syncToken;

        private String href = "";
        private int status = 200;
        private int propertiesStatus = 200;
        private Map<String, String> properties = new HashMap<>();
        private Map<String, String> found = new HashMap<>();
        private Set<String> marks = new HashSet<>();

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        Multistatus whole() throws XMLStreamException {
            var begun = false;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (!begun && !xml.getLocalName().equals("multistatus")) {
                            throw new Troubled(Trouble.UNREADABLE);
                        }
                        begun = true;
                        begin(xml.getLocalName());
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new Troubled(Trouble.UNREADABLE);
                    default -> {}
                }
            }
            return new Multistatus(List.copyOf(items), syncToken);
        }

        private void begin(String name) {
            if (path.size() == DEEPEST) {
                throw new Troubled(Trouble.TOO_LARGE);
            }
            if (!path.isEmpty() && MARKED.contains(path.getLast())) {
                marks.add(name);
            }
            path.addLast(name);
            text.setLength(0);
        }

        private void end(String name) {
            path.removeLast();
            var above = path.isEmpty() ? "" : path.getLast();
            var said = text.toString();
            text.setLength(0);
            switch (above) {
                case "multistatus" -> {
                    if (name.equals("sync-token")) {
                        syncToken = said.strip();
                    } else if (name.equals("response")) {
                        keep();
                    }
                }
                case "response" -> {
                    switch (name) {
                        case "href" -> href = said.strip();
                        case "status" -> status = code(said);
                        case "propstat" -> keepProperties();
                        default -> {}
                    }
                }
                case "propstat" -> {
                    if (name.equals("status")) {
                        propertiesStatus = code(said);
                    }
                }
                case "prop" -> found.put(name, said);
                default -> {}
            }
        }

        private void keepProperties() {
            if (propertiesStatus < 300) {
                properties.putAll(found);
            }
            found = new HashMap<>();
            propertiesStatus = 200;
        }

        private void keep() {
            if (items.size() == MOST_ITEMS) {
                throw new Troubled(Trouble.TOO_LARGE);
            }
            items.add(new Item(href, status, Map.copyOf(properties), Set.copyOf(marks)));
            href = "";
            status = 200;
            properties = new HashMap<>();
            marks = new HashSet<>();
        }

        private static int code(String said) {
            var line = STATUS.matcher(said.strip());
            return line.matches() ? Integer.parseInt(line.group(1)) : 500;
        }
    }
}
