import { z } from 'zod';
import { applicationGatewaySchema } from '../../plan/schema/network.ts';
import { defined, type ApplicationGatewayDraft } from '../estate/drafts.ts';
import { readChoice } from '../read-choice.ts';
import { readHome, readReference, readResource } from '../read-resource.ts';
import type { SourceObject } from '../source-object.ts';

const countSchema = applicationGatewaySchema.shape.maxInstances.unwrap();

/** Reads one application gateway as `az network application-gateway list` prints it. */
export function readApplicationGateway(source: SourceObject): ApplicationGatewayDraft | undefined {
  const resource = readResource(source);
  if (resource === undefined) return undefined;
  const { id: _id, ...fields } = resource;
  const sku = source.object('sku');
  return {
    kind: 'applicationGateway',
    ...fields,
    fields: defined({
      version: readChoice(sku, 'tier', {
        standard: 'v1',
        waf: 'v1',
        standard_v2: 'v2',
        waf_v2: 'v2',
        basic: 'v2',
      } as const),
      maxInstances: readMaximum(source, sku),
      privateFrontEnds: source.objects('frontendIPConfigurations')?.filter(isPrivate).length,
      networkIsolation: readIsolation(source),
    }),
    subnet: readHome(source, 'gatewayIPConfigurations'),
  };
}

/** The autoscaler's upper bound, which may be left open, or the fixed number of instances. */
function readMaximum(source: SourceObject, sku: SourceObject | undefined): number | undefined {
  const autoscale = source.object('autoscaleConfiguration');
  return autoscale === undefined ? sku?.read('capacity', countSchema) : autoscale.read('maxCapacity', countSchema);
}

function isPrivate(frontEnd: SourceObject): boolean {
  return readReference(frontEnd, 'subnet') !== undefined;
}

/**
 * Azure tags a gateway it made with network isolation. Without the tag nothing is known: it can be deleted, and changes nothing.
 * @source Private Application Gateway deployment, "Resource changes"
 */
function readIsolation(source: SourceObject): true | undefined {
  const tag = source.object('tags')?.peek('EnhancedNetworkControl', z.string());
  return tag?.toLowerCase() === 'true' ? true : undefined;
}
