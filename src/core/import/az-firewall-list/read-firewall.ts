import { z } from 'zod';
import { firewallSchema } from '../../plan/schema/network.ts';
import { defined, type FirewallDraft } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { readHome, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const addressSchema = firewallSchema.shape.privateIp.unwrap();

/** Reads one firewall as `az network firewall list` prints it. One with a management NIC is one that may tunnel by force. */
export function readFirewall(source: SourceObject): FirewallDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  const addresses = (source.objects('ipConfigurations') ?? []).flatMap(
    (configuration) => configuration.read('privateIPAddress', addressSchema) || [],
  );
  const isWhole = source.peek('provisioningState', z.string()) !== undefined;
  const hasManagement = source.object('managementIpConfiguration') !== undefined;
  return {
    kind: 'firewall',
    ...fields,
    fields: defined({
      sku: readChoice(source.object('sku'), 'tier', {
        basic: 'basic',
        standard: 'standard',
        premium: 'premium',
      } as const),
      forcedTunneling: hasManagement ? true : isWhole ? false : undefined,
      privateIp: addresses[0],
    }),
    subnet: readHome(source, 'ipConfigurations'),
  };
}
