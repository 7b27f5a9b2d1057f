import { createCheck } from './engine.ts';
import { RULES } from './registry.ts';

/**
 * Judges a plan by every rule: findings, what could not be decided, what a person set aside, and the topology and capacity they rest on.
 * Equal plans and days give equal results, whether or not `previous` is given.
 */
export const checkPlan = createCheck(RULES);
