import { z } from 'zod';
import type { SecurityRule } from '../../plan/index.ts';
import { securityRuleSchema } from '../../plan/schema/network.ts';
import type { SecurityGroupDraft } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { readReferences, readResource } from '../read-resource.ts';
import { ownName } from '../resource-id.ts';
import type { SourceObject } from '../source-object.ts';

const { name: nameSchema, priority: prioritySchema } = securityRuleSchema.shape;

/** Longest text the plan keeps as a name. */
const MAX_NAME = 260;

/** Reads one group as `az network nsg list` prints it. Azure's default rules are the same in every group and are not read. */
export function readSecurityGroup(source: SourceObject): SecurityGroupDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  return {
    kind: 'securityGroup',
    ...fields,
    rules: readRules(source),
    subnets: readReferences(source, 'subnets') ?? [],
  };
}

function readRules(source: SourceObject): SecurityRule[] | undefined {
  const listed = source.objects('securityRules');
  const rules = listed?.map(readRule);
  const known = rules?.flatMap((rule) => rule ?? []);
  // An entry that is no object has been left out before.
  const printed = source.peek('securityRules', z.array(z.unknown()))?.length ?? listed?.length;
  return known?.length === printed ? known : undefined;
}

function readRule(source: SourceObject): SecurityRule | undefined {
  const name = source.read('name', nameSchema);
  const priority = source.read('priority', prioritySchema);
  const direction = readChoice(source, 'direction', { inbound: 'Inbound', outbound: 'Outbound' } as const);
  const access = readChoice(source, 'access', { allow: 'Allow', deny: 'Deny' } as const);
  const protocol = readChoice(source, 'protocol', {
    '*': '*',
    tcp: 'Tcp',
    udp: 'Udp',
    icmp: 'Icmp',
    esp: 'Esp',
    ah: 'Ah',
  } as const);
  if (priority === undefined || direction === undefined || access === undefined || protocol === undefined) {
    source.refuse(
      'a rule without a priority, direction, access or protocol is not read, so the rules of its group are taken as not known',
    );
    return undefined;
  }
  return {
    name: name ?? `${direction} ${priority}`,
    priority,
    direction,
    access,
    protocol,
    sources: readAddresses(source, 'source'),
    sourcePorts: readTexts(source, 'sourcePortRange'),
    destinations: readAddresses(source, 'destination'),
    destinationPorts: readTexts(source, 'destinationPortRange'),
  };
}

function readAddresses(source: SourceObject, side: 'source' | 'destination'): string[] {
  const groups = readReferences(source, `${side}ApplicationSecurityGroups`) ?? [];
  // A group may be named like a service tag or an address; with the word before it, it is neither.
  return [...readTexts(source, `${side}AddressPrefix`), ...groups.map((id) => `asg:${ownName(id)}`.slice(0, MAX_NAME))];
}

/** One value under the key, or several under its plural; an empty text stands where the other key is used. */
function readTexts(source: SourceObject, key: string): string[] {
  const texts = [
    ...(source.readList(key, nameSchema) ?? []),
    ...(source.readList(key.endsWith('x') ? `${key}es` : `${key}s`, nameSchema) ?? []),
  ];
  return [...new Set(texts)].filter((text) => text !== '');
}
