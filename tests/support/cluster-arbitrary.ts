import fc from 'fast-check';
import type { Ipam, PlanSketch, PoolSketch } from '../../src/core/plan/index.ts';

export const IPAMS: readonly Ipam[] = [
  'overlay',
  'podsubnet-dynamic',
  'podsubnet-static',
  'nodesubnet',
  'kubenet',
  'byo',
];

const pool: fc.Arbitrary<PoolSketch> = fc
  .record({
    count: fc.nat(60),
    maxCount: fc.nat(120),
    autoscale: fc.boolean(),
    maxPods: fc.integer({ min: 10, max: 250 }),
    maxSurge: fc.nat(100).map((percent) => `${percent}%`),
  })
  .map((fields) => ({ ...fields, maxCount: Math.max(fields.count, fields.maxCount) }));

const prefix = (from: number, to: number): fc.Arbitrary<number> => fc.integer({ min: from, max: to });

/** One cluster `aks` of two pools that share a node subnet and a pod subnet with each other, a neighbour and some other addresses. */
export function clusterEstate(ipam?: Ipam): fc.Arbitrary<PlanSketch> {
  return fc
    .record({
      ipam: ipam === undefined ? fc.constantFrom(...IPAMS) : fc.constant(ipam),
      a: pool,
      b: pool,
      neighbour: fc.nat(20),
      otherAddresses: fc.nat(30),
      nodes: prefix(16, 29),
      pods: prefix(13, 29),
      podCidr: prefix(12, 26),
      services: prefix(16, 30),
      ports: fc.option(fc.nat(4000), { nil: undefined }),
      exposed: fc.nat(6),
    })
    .map(({ ipam: model, a, b, neighbour, otherAddresses, nodes, pods, podCidr, services, ports, exposed }) => {
      const hasPodSubnet = model.startsWith('podsubnet');
      const hasPodCidr = model === 'overlay' || model === 'kubenet' || model === 'byo';
      return {
        networks: {
          net: {
            prefixes: ['10.0.0.0/8'],
            subnets: {
              nodes: { prefixes: [`10.64.0.0/${nodes}`], otherAddresses },
              pods: `10.128.0.0/${pods}`,
            },
          },
        },
        clusters: {
          aks: {
            ipam: model,
            subnet: 'net/nodes',
            ...(hasPodSubnet ? { podSubnet: 'net/pods' } : {}),
            podCidrs: hasPodCidr ? [`100.64.0.0/${podCidr}`] : [],
            serviceCidrs: [`172.16.0.0/${services}`],
            plannedServices: otherAddresses,
            loadBalancerProfile: { allocatedOutboundPorts: ports },
            loadBalancerServices: [{ name: 'web', internal: true, ports: exposed }],
            pools: { a, b },
          },
          neighbour: {
            ipam: model,
            subnet: 'net/nodes',
            ...(hasPodSubnet ? { podSubnet: 'net/pods' } : {}),
            pools: { c: { count: neighbour, maxPods: 30 } },
          },
        },
      };
    });
}
