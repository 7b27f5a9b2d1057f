import type { Rule } from '../types.ts';
import { aksLabelNameRules } from './aks-label-names.ts';
import { cidrHostBits } from './cidr-host-bits.ts';
import { cidrSyntax } from './cidr-syntax.ts';
import { nameDuplicate } from './name-duplicate.ts';
import { nameFormatRules } from './name-format.ts';
import { nodeRgNameLength } from './node-rg-name-length.ts';
import { peeringNameFormat } from './peering-name-format.ts';
import { poolNameFormat } from './pool-name-format.ts';

/** Notation and names (catalogue, section 4.1). */
export const namesRules: readonly Rule[] = [
  cidrSyntax,
  cidrHostBits,
  ...nameFormatRules,
  peeringNameFormat,
  nameDuplicate,
  ...aksLabelNameRules,
  nodeRgNameLength,
  poolNameFormat,
];
