package tandem.events;

/**
 * A group a person says to belong to.
 *
 * @param code one of the {@link GroupDimension#codes codes} of the dimension; never words
 */
public record GroupAttribute(GroupDimension dimension, String code) {}
