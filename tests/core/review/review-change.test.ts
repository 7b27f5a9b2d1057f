import { describe, expect, it } from 'vitest';
import { sketchPlan, type Plan, type PlanSketch } from '../../../src/core/plan/index.ts';
import { reviewChange } from '../../../src/core/review/index.ts';
import { TEST_DAY } from '../../support/check.ts';
import { edit } from '../../support/edit.ts';

const estate: PlanSketch = {
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], subnets: { AzureBastionSubnet: '10.0.2.0/27' } },
    spoke: { prefixes: ['10.1.0.0/16'] },
  },
  peerings: [['hub', 'spoke']],
};
const start = sketchPlan(estate);

/** `kind id: +rule -rule`, the differences that change a finding. */
function effects(before: Plan, after: Plan): readonly string[] {
  return reviewChange(before, after, TEST_DAY).differences.flatMap(({ difference, adds, clears }) => {
    const rules = [...adds.map(({ rule }) => `+${rule}`), ...clears.map(({ rule }) => `-${rule}`)];
    return rules.length === 0 ? [] : [`${difference.kind} ${difference.ref.id}: ${rules.join(' ')}`];
  });
}

describe('a reviewed change', () => {
  it('says which difference adds an error, and which clears one', () => {
    const after = edit(
      start,
      { type: 'update', kind: 'virtualNetwork', id: 'spoke', values: { addressPrefixes: ['10.0.4.0/22'] } },
      { type: 'update', kind: 'subnet', id: 'hub.AzureBastionSubnet', values: { addressPrefixes: ['10.0.2.0/26'] } },
    );
    expect(effects(start, after)).toEqual([
      'readdressed spoke: +peering-address-overlap',
      'resized hub.AzureBastionSubnet: -bastion-subnet-size',
    ]);
    expect(effects(after, start)).toEqual([
      'readdressed spoke: -peering-address-overlap',
      'resized hub.AzureBastionSubnet: +bastion-subnet-size',
    ]);
  });

  it('knows a finding again when only ids differ', () => {
    const { networks = {} } = estate;
    const other = sketchPlan({
      networks: {
        'h.2': { ...networks['hub'], prefixes: ['10.0.0.0/16'], name: 'hub' },
        's.2': { prefixes: ['10.1.0.0/16'], name: 'spoke' },
      },
      peerings: [['h.2', 's.2']],
    });
    const review = reviewChange(start, other, TEST_DAY);
    expect([review.adds, review.clears]).toEqual([[], []]);
  });

  it('counts two findings of one rule on one object by their number', () => {
    const overlap = (...prefixes: string[]): Plan =>
      sketchPlan({
        networks: {
          hub: { prefixes: ['10.0.0.0/16', '10.9.0.0/16'] },
          ...Object.fromEntries(prefixes.map((prefix, n) => [`spoke-${n}`, { prefixes: [prefix] }])),
        },
        peerings: prefixes.map((_, n) => ['hub', `spoke-${n}`] as const),
      });
    const one = reviewChange(overlap('10.0.0.0/24'), overlap('10.0.0.0/24', '10.9.0.0/24'), TEST_DAY);
    expect(one.adds.map(({ rule }) => rule)).toEqual(['peering-address-overlap']);
    expect(one.clears).toEqual([]);
  });

  it('judges what the change does to live resources: the plan before is what is deployed', () => {
    const live = (serviceCidr: string): Plan =>
      sketchPlan({
        networks: { spoke: { prefixes: ['10.1.0.0/16'], subnets: { nodes: '10.1.0.0/24' } } },
        clusters: {
          aks: {
            origin: 'existing',
            subnet: 'spoke/nodes',
            serviceCidrs: [serviceCidr],
            dnsServiceIp: serviceCidr.replace('0.0/16', '0.10'),
          },
        },
      });
    expect(effects(live('172.16.0.0/16'), live('172.20.0.0/16'))).toEqual(['readdressed aks: +service-cidr-immutable']);
  });

  it('of nothing is empty', () => {
    const review = reviewChange(start, structuredClone(start), TEST_DAY);
    expect([review.differences, review.adds, review.clears]).toEqual([[], [], []]);
  });
});
