package tandem.events;

/** A fact one service tells the others. Ids, codes and figures only: never a name, an address or free text. */
public sealed interface TandemEvent extends Subject
        permits ProfileState, IntakeEvent, MatchingEvent, SessionEvent, ImpactEvent {}
