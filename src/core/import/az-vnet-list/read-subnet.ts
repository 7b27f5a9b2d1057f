import { z } from 'zod';
import { subnetSchema } from '../../plan/schema/network.ts';
import type { Parent, SubnetDraft } from '../estate/drafts.ts';
import {
  nestedKey,
  readParent,
  readPoolPrefixes,
  readReference,
  readReferences,
  readResource,
} from '../read-resource.ts';
import { parentOf, type ResourceId } from '../resource-id.ts';
import type { SourceObject } from '../source-object.ts';

const prefixSchema = subnetSchema.shape.addressPrefixes.element;
const nameSchema = subnetSchema.shape.name;

/** Keys Azure prints on every whole subnet; where one stands, a reference that is missing is none (Azure leaves out empty references). */
const SIGNS_OF_A_WHOLE_SUBNET = ['privateEndpointNetworkPolicies', 'provisioningState', 'delegations', 'etag'];

/**
 * Reads one subnet: inline in its network (`printedIn`), or on its own from `az network vnet subnet list`.
 * Several prefixes may stand in `addressPrefixes`, a single one in `addressPrefix`.
 */
export function readSubnet(source: SourceObject, printedIn?: Parent): SubnetDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id, ...fields } = resource;
  const network = readParent(source, id, printedIn);
  if (network === undefined) return undefined;
  const whole = SIGNS_OF_A_WHOLE_SUBNET.some((key) => source.has(key));
  const attached = (key: string): readonly ResourceId[] | undefined => {
    const reference = readReference(source, key);
    if (reference !== undefined) return [reference];
    return whole && source.peek(key, z.unknown()) === undefined ? [] : undefined;
  };
  const printed = [
    ...(source.readList('addressPrefixes', prefixSchema) ?? []),
    ...(source.readList('addressPrefix', prefixSchema) ?? []),
  ];
  const prefixes = printed.length > 0 ? printed : (readPoolPrefixes(source, prefixSchema) ?? []);
  const addresses = readReferences(source, 'ipConfigurations');
  const privateEndpoints = readReferences(source, 'privateEndpoints');
  const associations = readAssociations(source);
  const policies = source.read('privateLinkServiceNetworkPolicies', z.string());
  return {
    kind: 'subnet',
    ...fields,
    key: nestedKey(id, network, 'subnets', fields.name),
    network,
    fields: {
      addressPrefixes: prefixes.length === 0 ? undefined : [...new Set(prefixes)],
      delegations: readNames(source, 'delegations', 'serviceName'),
      serviceEndpoints: readNames(source, 'serviceEndpoints', 'service'),
      privateLinkServiceNetworkPolicies: policies === undefined ? undefined : policies.toLowerCase() === 'enabled',
    },
    routeTables: attached('routeTable'),
    networkSecurityGroups: attached('networkSecurityGroup'),
    natGateways: attached('natGateway'),
    applicationGateways: (readReferences(source, 'applicationGatewayIPConfigurations') ?? []).flatMap(
      (one) => parentOf(one) ?? [],
    ),
    addresses,
    privateEndpoints,
    associations,
    useIsListed:
      privateEndpoints !== undefined &&
      associations !== undefined &&
      addresses !== undefined &&
      addresses.length === source.peek('ipConfigurations', z.array(z.unknown()))?.length,
  };
}

function readNames(source: SourceObject, list: string, key: string): string[] | undefined {
  return source.objects(list)?.flatMap((object) => object.read(key, nameSchema) ?? []);
}

/** Services that hold the subnet by a link of their own; undefined when neither list is printed. */
function readAssociations(source: SourceObject): string[] | undefined {
  const lists = ['serviceAssociationLinks', 'resourceNavigationLinks'].map((key) =>
    readNames(source, key, 'linkedResourceType'),
  );
  return lists.every((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? []);
}
