package tandem.testing.app;

import tandem.runtime.problem.ProblemType;

/** Why a note is not taken. */
interface NoteProblems {

    ProblemType UNWANTED = new ProblemType("note-unwanted", 409, "Nobody wants this note");
}
