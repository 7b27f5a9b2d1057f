import { describe, expect, it } from 'vitest';
import type { Cluster } from '../../../src/core/plan/index.ts';
import { findOutboundRemarks } from '../../../src/core/advisor/outbound.ts';

const own = { hasOwnNetwork: true, isDualStack: false };
const ownDual = { hasOwnNetwork: true, isDualStack: true };
const managed = { hasOwnNetwork: false, isDualStack: false };

describe('outbound type of the advised cluster (catalogue 9.3)', () => {
  it.each<[Cluster['outboundType'], typeof own, boolean | undefined, readonly string[]]>([
    ['loadBalancer', ownDual, false, []],
    ['managedNATGateway', own, undefined, ['Outbound type managedNATGateway: only in a network made by AKS.']],
    ['managedNATGateway', managed, undefined, []],
    ['userAssignedNATGateway', ownDual, undefined, ['Outbound type userAssignedNATGateway: StandardV2 only.']],
    ['userDefinedRouting', managed, undefined, ['Outbound type userDefinedRouting: needs a network of your own.']],
    ['none', own, false, ['Outbound type none: for network-isolated clusters only.']],
    ['none', own, undefined, []],
    ['none', own, true, []],
  ])('%s in %j, isolated %s', (outboundType, place, networkIsolated, texts) => {
    const remarks = findOutboundRemarks({ outboundType, networkIsolated }, place);
    expect(remarks.map(({ text }) => text)).toEqual(texts);
  });
});
