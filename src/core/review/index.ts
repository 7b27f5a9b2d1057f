export { reviewChange, type ChangeReview, type ReviewedDifference } from './review-change.ts';
export { reportReview, type ReviewLine, type ReviewReport, type ReviewSection } from './report-review.ts';
