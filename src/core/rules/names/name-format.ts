import { defineRule, found } from '../define-rule.ts';
import { CLUSTER_ALONE, NETWORK_ALONE } from '../support/alone.ts';
import { refusal } from '../support/refusal.ts';
import type { Found, Rule } from '../types.ts';
import { CLUSTER_NAME, proposeName, SUBNET_NAME, VIRTUAL_NETWORK_NAME, type NameShape } from './name-shape.ts';
import { clusterNames, networkNames, subnetNames } from './taken-names.ts';
import { countOf } from '../support/words.ts';

const WHY =
  'Azure checks the characters and the length of a name when the object is made and refuses the deployment. Most objects cannot be renamed later: they have to be made anew under another name.';

/** Names with characters or lengths Azure refuses, by kind of object. */
export const nameFormatRules: readonly Rule[] = [
  defineRule({
    id: 'vnet-name-format',
    title: 'Virtual network name not allowed',
    severity: 'E1',
    scope: 'virtualNetwork',
    reads: NETWORK_ALONE,
    why: WHY,
    sources: [{ key: 'NAME' }],
    examples: {
      failing: [
        {
          title: 'Starts with a dash',
          plan: { networks: { '-hub': { prefixes: ['10.0.0.0/16'] } } },
          targets: ['-hub'],
          severity: 'error',
        },
        { title: 'One character', plan: { networks: { h: { prefixes: ['10.0.0.0/16'] } } }, targets: ['h'] },
        { title: 'Ends with a dot', plan: { networks: { 'hub.': { prefixes: ['10.0.0.0/16'] } } }, targets: ['hub.'] },
      ],
      passing: [
        { title: 'hub', plan: { networks: { hub: { prefixes: ['10.0.0.0/16'] } } } },
        { title: 'An underscore may be last', plan: { networks: { spoke_: { prefixes: ['10.0.0.0/16'] } } } },
      ],
    },
    check: ({ network, ref }, context) => {
      if (network.external === true || network.managedByAks === true || VIRTUAL_NETWORK_NAME.pattern.test(network.name))
        return [];
      return [
        found({
          ...sayName('Virtual network', network, VIRTUAL_NETWORK_NAME),
          fixes: () => {
            if (network.origin === 'existing') return [];
            const name = proposeName(network.name, VIRTUAL_NETWORK_NAME, networkNames(context.topology, network));
            return [
              {
                title: `Rename to ${name}`,
                commands: [{ type: 'update', kind: 'virtualNetwork', id: ref.id, values: { name } }],
              },
            ];
          },
        }),
      ];
    },
  }),
  defineRule({
    id: 'subnet-name-format',
    title: 'Subnet name not allowed',
    severity: 'E1',
    scope: 'subnet',
    why: WHY,
    sources: [{ key: 'NAME' }],
    examples: {
      failing: [
        {
          title: 'Blank in the name',
          plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { 'aks subnet': '10.0.0.0/24' } } } },
          targets: ['hub/aks subnet'],
          severity: 'error',
        },
        {
          title: '81 characters',
          plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { ['s'.repeat(81)]: '10.0.0.0/24' } } } },
        },
      ],
      passing: [
        {
          title: 'aks-subnet',
          plan: { networks: { hub: { prefixes: ['10.0.0.0/16'], subnets: { 'aks-subnet': '10.0.0.0/24' } } } },
        },
      ],
    },
    check: ({ subnet, network, ref }, context) => {
      if (network.external === true || network.managedByAks === true || SUBNET_NAME.pattern.test(subnet.name))
        return [];
      return [
        found({
          ...sayName('Subnet', subnet, SUBNET_NAME),
          fixes: () => {
            if (subnet.origin === 'existing') return [];
            const name = proposeName(
              subnet.name,
              SUBNET_NAME,
              subnetNames(context.topology.networks.get(network.id), ref.id),
            );
            return [
              {
                title: `Rename to ${name}`,
                commands: [{ type: 'update', kind: 'subnet', id: ref.id, values: { name } }],
              },
            ];
          },
        }),
      ];
    },
  }),
  defineRule({
    id: 'cluster-name-format',
    title: 'Cluster name not allowed',
    severity: 'E1',
    scope: 'cluster',
    reads: CLUSTER_ALONE,
    why: WHY,
    sources: [{ key: 'NAME' }],
    examples: {
      failing: [
        { title: 'Ends with a dash', plan: { clusters: { 'aks-': {} } }, targets: ['aks-'], severity: 'error' },
        { title: '64 characters', plan: { clusters: { aks: { name: 'a'.repeat(64) } } } },
      ],
      passing: [
        { title: 'aks', plan: { clusters: { aks: {} } } },
        { title: '63 characters', plan: { clusters: { aks: { name: 'a'.repeat(63) } } } },
      ],
    },
    check: ({ cluster, ref }, context) => {
      if (CLUSTER_NAME.pattern.test(cluster.name)) return [];
      return [
        found({
          ...sayName('Cluster', cluster, CLUSTER_NAME),
          fixes: () => {
            if (cluster.origin === 'existing') return [];
            const name = proposeName(cluster.name, CLUSTER_NAME, clusterNames(context.topology, cluster));
            return [
              {
                title: `Rename to ${name}`,
                commands: [{ type: 'update', kind: 'cluster', id: ref.id, values: { name } }],
              },
            ];
          },
        }),
      ];
    },
  }),
];

function sayName(
  kind: string,
  object: { readonly name: string; readonly origin?: 'planned' | 'existing' },
  shape: NameShape,
): Pick<Found, 'message' | 'severity'> {
  return refusal(
    object.origin === 'existing',
    `${kind} name "${object.name}" (${countOf(object.name.length, 'character')}) is not allowed: Azure takes ${shape.words}.`,
  );
}
