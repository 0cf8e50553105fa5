package tandem.session.prompt;

import tandem.session.rule.FatigueCap;
import tandem.session.rule.QuietHours;

/** What a programme says about prompts; the version is 0 while nobody has said anything. */
record PromptTerms(int version, FatigueCap cap, QuietHours quiet) {
    static final PromptTerms DEFAULT = new PromptTerms(0, FatigueCap.DEFAULT, QuietHours.DEFAULT);
}
