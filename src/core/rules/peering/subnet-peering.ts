import { LIMITS } from '../../azure/index.ts';
import type { PlanSketch } from '../../plan/index.ts';
import { defineRule, found } from '../define-rule.ts';
import type { Rule } from '../types.ts';
import { examplePair } from './example-pair.ts';
import { directionsOf, isSubnetPeering, sayDirection, sayEnds } from './links.ts';

const SUBNETS_PER_LINK = LIMITS['subnetPeering.subnetsPerLink'].value;
/** Half of the link's subnets on each side. @source SUBP */
const SUBNETS_PER_SIDE = SUBNETS_PER_LINK / 2;
const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
const peeredSubnets = (local: number, remote: number): PlanSketch =>
  examplePair({
    peerings: [
      {
        id: 'a-b',
        a: 'vnet-a',
        b: 'vnet-b',
        aToB: { subnetPeering: { local: names(local, 'l'), remote: names(remote, 'r') } },
        bToA: { subnetPeering: { local: names(remote, 'r'), remote: names(local, 'l') } },
      },
    ],
  });

const subnetCount = defineRule({
  id: 'peering-subnet-count',
  title: 'Too many subnets in a subnet peering',
  severity: 'E1',
  scope: 'peering',
  why: 'A link of a subnet peering carries at most 400 subnets, 200 on each side.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: '210 local subnets',
        plan: peeredSubnets(210, 1),
        targets: ['a-b'],
        alsoFires: ['peering-subnet-gating'],
      },
    ],
    passing: [{ title: '200', plan: peeredSubnets(200, 1) }],
  },
  check: (view) => {
    const over = directionsOf(view).find(({ link }) => {
      const [local, remote] = [link.subnetPeering?.local.length ?? 0, link.subnetPeering?.remote.length ?? 0];
      return local > SUBNETS_PER_SIDE || remote > SUBNETS_PER_SIDE || local + remote > SUBNETS_PER_LINK;
    });
    if (over === undefined) return [];
    return [
      found({
        message: `${sayDirection(over)} peers ${over.link.subnetPeering?.local.length ?? 0} local and ${over.link.subnetPeering?.remote.length ?? 0} remote subnets; ${SUBNETS_PER_SIDE} per side and ${SUBNETS_PER_LINK} per link at most.`,
        related: [view.a.ref, view.b.ref],
      }),
    ];
  },
});

const subnetKindChange = defineRule({
  id: 'peering-subnet-kind-change',
  title: 'Peering changed between whole networks and subnets',
  severity: 'I',
  scope: 'plan',
  why: 'The kind of a peering is fixed. A peering cannot change from whole networks to subnets or back; delete it and create it again.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [
      {
        title: 'Full -> subnet on the same link',
        before: examplePair(),
        plan: peeredSubnets(1, 1),
        targets: ['a-b'],
        alsoFires: ['peering-subnet-gating'],
      },
    ],
    passing: [{ title: 'Unchanged', before: peeredSubnets(1, 1), plan: peeredSubnets(1, 1) }],
  },
  check: (topology, { before }) =>
    (before?.peerings ?? []).flatMap((old) => {
      const view = topology.peerings.get(old.id);
      if (view === undefined || view.peering === old || isSubnetPeering(old) === isSubnetPeering(view.peering))
        return [];
      return [
        found({
          target: view.ref,
          related: [view.a.ref, view.b.ref],
          message: `The peering of ${sayEnds(view)} changes between whole networks and subnets: delete and recreate it.`,
        }),
      ];
    }),
});

const subnetGating = defineRule({
  id: 'peering-subnet-gating',
  title: 'Subnet peering needs an allow-listed subscription',
  severity: 'W',
  scope: 'peering',
  why: 'Subnet peering works only in allow-listed subscriptions, and only through the command line, PowerShell, templates and Terraform, not in the portal.',
  sources: [{ key: 'SUBP' }],
  examples: {
    failing: [{ title: 'Any subnet peering', plan: peeredSubnets(1, 1), targets: ['a-b'] }],
    passing: [{ title: 'Whole networks', plan: examplePair() }],
  },
  check: (view) =>
    isSubnetPeering(view.peering) && !directionsOf(view).some(({ link }) => link.state === 'Connected')
      ? [
          found({
            message: `${sayEnds(view)} are joined by subnet peering: the subscription must be allow-listed, and the portal cannot set it up.`,
            related: [view.a.ref, view.b.ref],
          }),
        ]
      : [],
});

/** Peerings of single subnets. */
export const subnetPeeringRules: readonly Rule[] = [subnetCount, subnetKindChange, subnetGating];
