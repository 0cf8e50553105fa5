package tandem.events;

/** The kinds of subject an event can have; each names the component that becomes the Kafka key. */
public interface About {

    /** Keyed by person. */
    interface Person extends Subject {
        PersonId person();

        @Override
        default String subject() {
            return person().toString();
        }
    }

    /** Keyed by programme. */
    interface Programme extends Subject {
        ProgrammeId programme();

        @Override
        default String subject() {
            return programme().toString();
        }
    }

    /** Keyed by match: proposal to assignment. The engagement that follows carries the same UUID, so order is kept. */
    interface Match extends Subject {
        MatchId match();

        @Override
        default String subject() {
            return match().toString();
        }
    }

    /** Keyed by engagement. */
    interface Engagement extends Subject {
        EngagementId engagement();

        @Override
        default String subject() {
            return engagement().toString();
        }
    }

    /** Keyed by provider. */
    interface Provider extends Subject {
        PersonId provider();

        @Override
        default String subject() {
            return provider().toString();
        }
    }
}
