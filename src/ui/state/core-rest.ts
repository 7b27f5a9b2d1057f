import { formatImportError, importSteps } from '../../core/import/index.ts';
import { err } from '../../core/result.ts';
import { reportReview, reviewChange } from '../../core/review/index.ts';
import { checkPlan } from '../../core/rules/index.ts';
import type { CoreRest } from './planning-core.ts';

/** What the planning core holds beyond the first frame. Only `loadRest` imports this file, and not before that frame is drawn. */
export const coreRest: CoreRest = {
  checkPlan,
  reviewChange,
  reportReview,
  *importSteps(files) {
    const outcome = yield* importSteps(files);
    return outcome.ok ? outcome : err({ message: `Nothing was imported: ${formatImportError(outcome.error)}.` });
  },
};
