import { z } from 'zod';
import { clusterSchema } from '../../plan/schema/cluster.ts';
import { defined, type ClusterDraft } from '../estate/drafts.ts';
import type { SourceObject } from '../source-object.ts';
import { readChoice } from '../read-choice.ts';

type Fields = ClusterDraft['fields'];

const shape = clusterSchema.shape;
const profileShape = shape.loadBalancerProfile.unwrap().shape;
const countSchema = profileShape.managedOutboundIps.unwrap();
const addressSchema = shape.egressAddresses.unwrap().element;

/** Outbound settings of the load balancer and the NAT gateway. @source Azure REST, ContainerServiceNetworkProfile */
export function readOutbound(
  network: SourceObject | undefined,
): Pick<Fields, 'loadBalancerProfile' | 'natGatewayIps' | 'egressAddresses'> {
  const profile = network?.object('loadBalancerProfile');
  const nat = network?.object('natGatewayProfile');
  const loadBalancerProfile =
    profile &&
    defined({
      managedOutboundIps: profile.object('managedOutboundIPs')?.read('count', countSchema),
      // only resource ids are printed: of addresses their number counts, of prefixes not even the length is known
      outboundIps: profile.object('outboundIPs')?.objects('publicIPs')?.length,
      usesOutboundPrefixes: profile.object('outboundIPPrefixes') === undefined ? undefined : true,
      allocatedOutboundPorts: profile.read('allocatedOutboundPorts', countSchema),
      backendPoolType: readChoice(profile, 'backendPoolType', {
        nodeip: 'nodeIP',
        nodeipconfiguration: 'nodeIPConfiguration',
      } as const),
    });
  return {
    loadBalancerProfile:
      loadBalancerProfile === undefined || Object.keys(loadBalancerProfile).length === 0
        ? undefined
        : loadBalancerProfile,
    natGatewayIps: nat?.object('managedOutboundIPProfile')?.read('count', countSchema),
    egressAddresses: readAddresses(network),
  };
}

/** Addresses typed into a description, where they are printed as addresses and not as resource ids. */
function readAddresses(network: SourceObject | undefined): string[] | undefined {
  const printed = network?.object('loadBalancerProfile')?.objects('effectiveOutboundIPs') ?? [];
  const addresses = printed.flatMap((ip) => ip.peek('ipAddress', addressSchema) ?? []);
  return addresses.length === 0 ? undefined : addresses;
}

/** Advanced Container Networking Services, static egress gateway and Windows credentials. */
export function readFeatures(
  source: SourceObject,
  network: SourceObject | undefined,
): Pick<Fields, 'acns' | 'staticEgressGateway' | 'windowsProfile'> {
  return {
    acns: readAcns(network?.object('advancedNetworking')),
    staticEgressGateway: network?.object('staticEgressGatewayProfile')?.read('enabled', z.boolean()),
    windowsProfile: source.object('windowsProfile') === undefined ? undefined : true,
  };
}

function readAcns(acns: SourceObject | undefined): Fields['acns'] {
  if (acns?.read('enabled', z.boolean()) !== true) return undefined;
  const security = acns.object('security');
  const policies = readChoice(security, 'advancedNetworkPolicies', {
    none: 'none',
    fqdn: 'fqdn',
    l7: 'l7',
    '': undefined,
  } as const);
  return defined({
    observability: acns.object('observability')?.read('enabled', z.boolean()),
    // layer 7 policies include those by name
    fqdnPolicies: policies === undefined ? undefined : policies !== 'none',
    l7Policies: policies === undefined ? undefined : policies === 'l7',
    encryption: readChoice(security?.object('transitEncryption'), 'type', {
      none: 'none',
      wireguard: 'wireGuard',
      mtls: 'mutualTls',
      '': undefined,
    } as const),
    ebpfHostRouting: readChoice(acns.object('performance'), 'accelerationMode', {
      bpfveth: true,
      none: false,
      '': undefined,
    }),
  });
}
