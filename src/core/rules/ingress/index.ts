import type { Rule } from '../types.ts';
import { addOnRules } from './add-ons.ts';
import { agicOverlayRules } from './agic-overlay.ts';
import { agicRules } from './agic.ts';
import { gatewayForContainersRules } from './gateway-for-containers.ts';

/** Ingress controllers and add-ons (catalogue, section 13). */
export const ingressRules: readonly Rule[] = [
  ...agicOverlayRules,
  ...agicRules,
  ...gatewayForContainersRules,
  ...addOnRules,
];
