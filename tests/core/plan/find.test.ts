import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countObjects,
  findObject,
  findRef,
  formatCounts,
  listRefs,
  listReferences,
  nameOf,
  nextId,
  parentOf,
  PLAN_REF,
  referencesTo,
  rewriteReferences,
  sketchPlan,
} from '../../../src/core/plan/index.ts';
import { arbitraryPlan } from '../../support/plan-arbitrary.ts';

const plan = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { s: '10.0.0.0/24' } },
    spoke: { prefixes: [], external: true },
  },
  peerings: [['hub', 'spoke']],
  gateways: { er: { network: 'hub', kind: 'expressRoute' } },
  sites: { hq: { prefixes: ['192.168.0.0/24'], via: ['er'] } },
  clusters: { aks: { subnet: 'hub/s' } },
});

describe('finding objects', () => {
  it('every listed reference leads to its object, by kind and by id alone', () => {
    fc.assert(
      fc.property(arbitraryPlan, (any) => {
        for (const ref of listRefs(any)) {
          expect(findObject(any, ref)?.id).toBe(ref.id);
          expect(findRef(any, ref.id)).toEqual(ref);
        }
      }),
    );
  });

  it.each([
    [{ kind: 'virtualNetwork', id: 'hub' }, 'hub', undefined],
    [{ kind: 'subnet', id: 'hub.s' }, 's', 'hub'],
    [{ kind: 'peering', id: 'peering-1' }, 'hub – spoke', undefined],
    [{ kind: 'gateway', id: 'er' }, 'er', 'hub'],
    [{ kind: 'nodePool', id: 'aks.system' }, 'system', 'aks'],
    [{ kind: 'site', id: 'nowhere' }, 'nowhere', undefined],
    [PLAN_REF, 'Example', undefined],
  ] as const)('%j is called %s and lives in %s', (ref, name, parent) => {
    expect(nameOf(plan, ref)).toBe(name);
    expect(parentOf(plan, ref)?.id).toBe(parent);
  });

  it('lists who names an object', () => {
    const owners = (kind: 'virtualNetwork' | 'subnet' | 'gateway', id: string) =>
      referencesTo(plan, { kind, id }).map(({ owner, path }) => `${owner.id}.${path.join('.')}`);
    expect(owners('virtualNetwork', 'hub')).toEqual(['peering-1.a', 'er.virtualNetworkId']);
    expect(owners('subnet', 'hub.s')).toEqual(['aks.system.nodeSubnetId']);
    expect(owners('gateway', 'er')).toEqual(['hq.gatewayIds.0']);
  });

  it('new ids are the lowest free number of their kind and never taken', () => {
    expect(nextId(plan, 'virtualNetwork')).toBe('vnet-1');
    expect(nextId(plan, 'peering')).toBe('peering-2');
  });

  it('rewriting every reference to itself changes nothing, not even identities', () => {
    fc.assert(fc.property(arbitraryPlan, (any) => rewriteReferences(any, ({ id }) => id) === any));
  });

  it('rewriting one reference leaves every other object as it was', () => {
    const moved = rewriteReferences(plan, ({ id, owner }) => (owner.kind === 'gateway' ? 'spoke' : id));
    expect(moved.gateways[0]?.virtualNetworkId).toBe('spoke');
    expect(moved.virtualNetworks).toBe(plan.virtualNetworks);
    expect(moved.peerings).toBe(plan.peerings);
    expect(listReferences(moved)).toHaveLength(listReferences(plan).length);
  });

  it('counts for the status bar leave out what there is none of', () => {
    expect(formatCounts(countObjects(plan))).toBe('1 network, 1 subnet, 1 cluster, 1 site');
    expect(countObjects(plan)).toMatchObject({ networks: 1, externalNetworks: 1, nodePools: 1, gateways: 1 });
    expect(formatCounts(countObjects(sketchPlan({})))).toBe('0 networks');
  });
});
