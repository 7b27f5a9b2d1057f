import { describe, expect, it } from 'vitest';
import type { PlanSketch } from '../../../src/core/plan/index.ts';
import { saysOf } from '../../support/findings.ts';

type Table = 'default' | 'other' | 'target' | 'gateway' | undefined;

/** A cluster in a spoke, the pods' range in another spoke behind the firewall of the hub, and a table on each subnet of the cluster's network. */
function estate(nodes: Table, machines: Table): PlanSketch {
  const on = (table: Table) => (table === undefined ? {} : { routeTable: `rt-${table}` });
  const forwarded = { allowForwardedTraffic: true };
  return {
    networks: {
      hub: { prefixes: ['10.0.0.0/22'], subnets: { AzureFirewallSubnet: '10.0.1.0/26' } },
      spoke: {
        prefixes: ['10.1.0.0/16'],
        subnets: {
          'snet-nodes': { prefixes: ['10.1.0.0/24'], ...on(nodes) },
          'snet-vm': { prefixes: ['10.1.1.0/24'], ...on(machines) },
        },
      },
      far: { prefixes: ['10.244.8.0/24'] },
    },
    routeTables: {
      'rt-default': { routes: { '0.0.0.0/0': '10.0.1.4' } },
      'rt-other': { routes: { '10.9.0.0/16': '10.0.1.4' } },
      'rt-target': { routes: { '10.244.8.0/22': '10.0.1.4' } },
      'rt-gateway': { routes: { '10.244.8.0/24': 'VirtualNetworkGateway' } },
    },
    peerings: [
      { a: 'hub', b: 'spoke', aToB: forwarded, bToA: forwarded },
      { a: 'hub', b: 'far', aToB: forwarded, bToA: forwarded },
    ],
    clusters: { aks: { subnet: 'spoke/snet-nodes' } },
  };
}

describe('a network behind a firewall that overlaps the pod CIDR', () => {
  it.each<[nodes: Table, machines: Table, rule: string]>([
    ['default', undefined, 'indirect-network'],
    ['target', undefined, 'indirect-network'],
    ['default', 'other', 'indirect-network'],
    [undefined, 'default', 'unconnected-network'],
    ['other', 'default', 'unconnected-network'],
    [undefined, undefined, 'unconnected-network'],
  ])('routes of the nodes %s, of other machines %s: %s', (nodes, machines, rule) => {
    const said = ['indirect-network', 'unconnected-network'].filter(
      (end) => saysOf(`pod-cidr-overlaps-${end}`, estate(nodes, machines)).length > 0,
    );
    expect(said).toEqual([rule]);
  });

  it('is told of by the route to it where only another subnet has the firewall before it', () => {
    expect(saysOf('cidr-covers-known-route', estate('gateway', 'default'))).toEqual(['warning aks']);
    expect(saysOf('cidr-covers-known-route', estate('target', undefined))).toEqual([]);
  });
});
