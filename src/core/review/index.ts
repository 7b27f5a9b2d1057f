export { reviewChange, type ChangeReview, type ReviewedDifference } from './review-change.ts';
