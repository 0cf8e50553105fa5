package tandem.session.network;

/** For whom a piece of content is. */
public enum ContentLevel {
    STARTING,
    PRACTISED,
    SENIOR
}
