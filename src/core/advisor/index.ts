export {
  adviseCni,
  applyAdvice,
  type Advice,
  type AnsweredQuestion,
  type DroppedCandidate,
  type Recommendation,
  type TurnedAnswer,
} from './advise.ts';
export { compareModels, type ModelComparison } from './compare-models.ts';
export type { FeatureChange } from './compare-features.ts';
export type { Reason } from './conditions.ts';
export { QUESTION_IDS, QUESTIONS, type Answer, type Answers, type QuestionId } from './questions.ts';
export type { FindEarlier } from './trials.ts';
