import type { Cluster } from '../plan/index.ts';
import type { Place } from './places.ts';
import type { ReachModel } from './model.ts';
import type { Endpoint, Hop, Leg, Missing, SeenSource, Verdict } from './types.ts';

/** How something leaves for the internet. */
export interface Egress {
  readonly verdict: Verdict;
  readonly source?: SeenSource;
  readonly hop?: Hop;
  readonly missing?: Missing;
}

/**
 * How packets of a place leave once a route sends them to the internet: through the appliance that forwarded them, a NAT gateway on their subnet, the cluster's
 * outbound type, or what a virtual machine has of its own.
 * @source EGR, NATD, catalogue 9.3, review A12 (default outbound access)
 */
export function leaveForInternet(model: ReachModel, from: Endpoint, place: Place, leg: Leg): Egress {
  if (leg.verdict !== 'yes')
    return { verdict: leg.verdict, ...(leg.missing === undefined ? {} : { missing: leg.missing }) };
  if (leg.exit !== undefined) {
    return { verdict: 'yes', source: { kind: 'public', text: `public address of ${leg.exit}` } };
  }
  const [nat] = place.subnet.natGateways;
  if (nat !== undefined) {
    return translated(`public address of NAT gateway ${nat.name}`, {
      kind: 'translation',
      text: `NAT gateway ${nat.name}`,
      refs: [{ kind: 'natGateway', id: nat.id }],
    });
  }
  if ('cluster' in from) return leaveCluster(model, from.cluster.cluster, place);
  const { explicitOutbound } = place.subnet.subnet;
  const refs = [place.subnet.ref];
  if (explicitOutbound === true) {
    return {
      verdict: 'yes',
      source: { kind: 'public', text: 'public address of the machine, or of its load balancer' },
    };
  }
  const name = place.subnet.subnet.name;
  return explicitOutbound === false
    ? { verdict: 'no', missing: { text: `${name} has no NAT gateway, public address or default route`, refs } }
    : {
        verdict: 'unknown',
        missing: {
          text: `whether machines in ${name} have a public address of their own is not known`,
          refs,
          fact: 'subnetUse',
        },
      };
}

function translated(text: string, hop: Hop): Egress {
  return { verdict: 'yes', source: { kind: 'public', text }, hop };
}

function leaveCluster(model: ReachModel, cluster: Cluster, place: Place): Egress {
  const refs = [{ kind: 'cluster' as const, id: cluster.id }];
  const known = cluster.egressAddresses ?? [];
  const suffix = known.length === 0 ? '' : ` (${known.join(', ')})`;
  switch (cluster.outboundType) {
    case 'loadBalancer':
      return translated(`public address of the load balancer of ${cluster.name}${suffix}`, {
        kind: 'loadBalancer',
        text: `load balancer of ${cluster.name}`,
        refs,
      });
    case 'managedNATGateway':
    case 'managedNATGatewayV2':
      return translated(`public address of the NAT gateway of ${cluster.name}${suffix}`, {
        kind: 'translation',
        text: `NAT gateway that AKS manages for ${cluster.name}`,
        refs,
      });
    case 'userAssignedNATGateway':
      return place.subnet.subnet.natGatewayIds === undefined && place.network.network.partial === true
        ? {
            verdict: 'unknown',
            missing: { text: `the NAT gateway of ${place.subnet.subnet.name} is not known`, refs, fact: 'natGateways' },
          }
        : {
            verdict: 'no',
            missing: {
              text: `${cluster.name} leaves through a NAT gateway of one's own, and ${place.subnet.subnet.name} has none`,
              refs,
            },
          };
    case 'userDefinedRouting': {
      const { unknownOf } = model.gatewaysOf(place.network);
      return unknownOf !== undefined && place.standing.propagates
        ? {
            verdict: 'unknown',
            missing: {
              text: `${cluster.name} leaves by a route of one's own; no table has 0.0.0.0/0, and whether ${unknownOf.network.name} announces it is not known`,
              refs,
              fact: 'gateways',
            },
          }
        : {
            verdict: 'no',
            missing: {
              text: `${cluster.name} leaves by a route of one's own, and ${place.subnet.subnet.name} has no route 0.0.0.0/0`,
              refs,
            },
          };
    }
    case 'none':
    case 'block':
      return { verdict: 'no', missing: { text: `${cluster.name} has outbound type ${cluster.outboundType}`, refs } };
  }
}
