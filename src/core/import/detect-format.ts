import type { AzList } from './az-lists.ts';
import { classify, isPlanDocument, listItems, type ItemKind } from './classify.ts';
import { isJsonObject, SourceObject } from './source-object.ts';
import type { DetectedFormat } from './types.ts';

const FORMAT_OF_KIND: Readonly<Record<ItemKind, AzList>> = {
  network: 'az-vnet-list',
  subnet: 'az-vnet-list',
  link: 'az-vnet-list',
  cluster: 'az-aks-list',
  pool: 'az-aks-list',
  routeTable: 'az-route-table-list',
  securityGroup: 'az-nsg-list',
  natGateway: 'az-nat-gateway-list',
  gateway: 'az-vnet-gateway-list',
  localGateway: 'az-local-gateway-list',
  connection: 'az-vpn-connection-list',
  firewall: 'az-firewall-list',
  applicationGateway: 'az-application-gateway-list',
  privateEndpoint: 'az-private-endpoint-list',
};

/**
 * What a text is, so that the caller knows whether to open or to import it. Undefined: not JSON, or nothing Netwright reads.
 * A list with nothing in it is `empty-list`: Azure prints it for any kind.
 * @example detectFormat('[]') // 'empty-list'
 */
export function detectFormat(text: string): DetectedFormat | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    // Not JSON is an answer here, not an error: the caller asks before it reads.
    return undefined;
  }
  return formatOfDocument(document);
}

/** As `detectFormat`, for a document that is already parsed. */
export function formatOfDocument(document: unknown): DetectedFormat | undefined {
  if (isPlanDocument(document)) return 'plan';
  const { items } = listItems(document);
  if (items.length === 0) return 'empty-list';
  const formats = new Set<DetectedFormat>();
  for (const { value, path } of items) {
    const kind = isJsonObject(value) ? classify(new SourceObject('', () => path, value, [])).kind : undefined;
    if (kind !== undefined) formats.add(FORMAT_OF_KIND[kind]);
  }
  const [only] = formats;
  return formats.size > 1 ? 'az-mixed' : only;
}
