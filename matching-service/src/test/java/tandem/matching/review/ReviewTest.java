package tandem.matching.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tandem.events.EngagementKind;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.match.Match;
import tandem.matching.match.MatchState;
import tandem.matching.review.Review.Question;
import tandem.runtime.actor.Roles;

class ReviewTest {

    private static final Instant PROPOSED = Instant.parse("2030-01-07T09:00:00Z");

    @Test
    void asksForConfidentialityInCoachingAndForReachInMentoring() {
        assertThat(review(Track.COACHING, RiskClass.STANDARD, MatchState.PROPOSED)
                        .checklist())
                .containsExactly(Question.CONFIDENTIALITY_NEEDS, Question.CULTURAL_FIT);
        assertThat(review(Track.MENTORING, RiskClass.STANDARD, MatchState.PROPOSED)
                        .checklist())
                .containsExactly(Question.CULTURAL_FIT, Question.SPONSORSHIP_REACH);
    }

    @Test
    void asksWhomAHighRiskPairExposes() {
        assertThat(review(Track.COACHING, RiskClass.HIGH, MatchState.PROPOSED).checklist())
                .contains(Question.POLITICAL_EXPOSURE);
    }

    @Test
    void isDueThreeDaysAfterItWasProposedAndFiveWhereTwoDecide() {
        var standard = review(Track.COACHING, RiskClass.STANDARD, MatchState.PROPOSED);
        var high = review(Track.COACHING, RiskClass.HIGH, MatchState.PROPOSED);

        assertThat(standard.dueAt()).isEqualTo(PROPOSED.plus(Duration.ofDays(3)));
        assertThat(high.dueAt()).isEqualTo(PROPOSED.plus(Duration.ofDays(5)));
        assertThat(standard.isOverdue(standard.dueAt())).isFalse();
        assertThat(standard.isOverdue(standard.dueAt().plusMillis(1))).isTrue();
    }

    @Test
    void isDueBeforeTheOfferRunsOut() {
        var offer = new Review(
                Track.COACHING,
                EngagementKind.STANDARD,
                RiskClass.HIGH,
                MatchState.REVIEWED,
                Set.of(),
                PROPOSED,
                PROPOSED.plus(Match.OFFER_STANDS));

        assertThat(offer.dueAt()).isEqualTo(PROPOSED.plus(Duration.ofDays(3)));
    }

    @Test
    void leavesTheReviewToProgrammeLeads() {
        assertThat(review(Track.COACHING, RiskClass.HIGH, MatchState.PROPOSED).mayDecide())
                .containsExactly(Roles.PROGRAM_LEAD);
    }

    @Test
    void leavesTheSecondApprovalOfAHighRiskPairToASecondOffice() {
        var reviewed = review(Track.COACHING, RiskClass.HIGH, MatchState.REVIEWED);

        assertThat(reviewed.mayDecide()).contains(Roles.PROGRAM_LEAD, Roles.HR_PARTNER);
        assertThat(approvedBy(Roles.PROGRAM_LEAD).mayDecide())
                .containsExactly(Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);
        assertThat(approvedBy(Roles.HR_PARTNER).mayDecide()).contains(Roles.PROGRAM_LEAD);
    }

    private static Review approvedBy(String office) {
        return new Review(
                Track.COACHING,
                EngagementKind.STANDARD,
                RiskClass.HIGH,
                MatchState.REVIEWED,
                Set.of(office),
                PROPOSED,
                null);
    }

    private static Review review(Track track, RiskClass risk, MatchState state) {
        return new Review(track, EngagementKind.STANDARD, risk, state, Set.of(), PROPOSED, null);
    }
}
