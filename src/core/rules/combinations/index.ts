import type { Rule } from '../types.ts';
import { apiServerRules } from './api-server.ts';
import { bringYourOwnRules } from './bring-your-own.ts';
import { containerNetworkingRules } from './container-networking.ts';
import { dualStackRules } from './dual-stack.ts';
import { featureRules } from './features.ts';
import { nodeImageRules } from './node-images.ts';
import { noteRules } from './notes.ts';
import { placeRules } from './places.ts';
import { policyEngineRules } from './policy-engines.ts';
import { virtualNodesRules } from './virtual-nodes.ts';
import { windowsRules } from './windows.ts';

/** Features of a cluster that do not go together (catalogue, sections 9.1 and 9.3). */
export const combinationsRules: readonly Rule[] = [
  ...policyEngineRules,
  ...bringYourOwnRules,
  ...nodeImageRules,
  ...dualStackRules,
  ...featureRules,
  ...virtualNodesRules,
  ...containerNetworkingRules,
  ...apiServerRules,
  ...placeRules,
  ...windowsRules,
  ...noteRules,
];
