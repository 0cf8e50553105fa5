package tandem.session.prompt;

/** What somebody is prompted for. */
public enum PromptKind {
    /** To answer a check-in, or reminded of one. */
    CHECK_IN,
    /** By the keeper, because a match goes quiet. */
    KEEPER,
    /** To review an engagement that ends. */
    CLOSING_REVIEW
}
