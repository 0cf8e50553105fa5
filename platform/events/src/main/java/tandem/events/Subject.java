package tandem.events;

/** Something that is about an aggregate. */
public interface Subject {

    /** The aggregate: CloudEvents {@code subject} and Kafka key, so that facts about one subject stay in order. */
    String subject();
}
