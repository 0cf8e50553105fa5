package tandem.session.network;

import tandem.runtime.problem.ProblemType;

/** Refusals of the network layer. */
public interface NetworkProblems {

    ProblemType NO_SEAT = new ProblemType("no-seat", 409, "There is no seat to be taken");
    ProblemType SEAT_TAKEN = new ProblemType("seat-taken", 409, "You have a seat");
    ProblemType LINK_REFUSED = new ProblemType("link-refused", 422, "Content is linked to by https alone");
    ProblemType LIST_FULL = new ProblemType("content-list-full", 409, "The list of content is full");
    ProblemType GATHERING_FAULTY = new ProblemType("gathering-faulty", 422, "The gathering contradicts itself");
}
