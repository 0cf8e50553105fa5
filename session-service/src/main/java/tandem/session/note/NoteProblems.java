package tandem.session.note;

import tandem.runtime.problem.ProblemType;

/** Why a note is not taken. */
public interface NoteProblems {

    ProblemType WRITTEN =
            new ProblemType("note-written", 409, "There is a note under this id, and notes do not change");
    ProblemType FULL = new ProblemType("notes-full", 409, "You have written so many notes of this session");
}
