import { KIND_WORDS, type Gateway, type ObjectRef, type Plan } from '../../../core/plan/index.ts';
import type { Severity } from '../../../core/rules/types.ts';
import type { ColorToken, IconName } from '../../../core/scene/index.ts';

interface KindLook {
  readonly icon: IconName;
  readonly tone: ColorToken;
}

const gatewayNames: Readonly<Record<Gateway['kind'], string>> = {
  vpn: 'VPN gateway',
  expressRoute: 'ExpressRoute gateway',
  routeServer: 'Route Server',
};

const looks: Readonly<Record<ObjectRef['kind'], KindLook>> = {
  plan: { icon: 'network', tone: 'ink2' },
  virtualNetwork: { icon: 'network', tone: 'vnet' },
  subnet: { icon: 'subnet', tone: 'sub' },
  peering: { icon: 'network', tone: 'vnet' },
  connectedGroup: { icon: 'network', tone: 'vnet' },
  site: { icon: 'site', tone: 'site' },
  gateway: { icon: 'expressRoute', tone: 'gw' },
  firewall: { icon: 'firewall', tone: 'gw' },
  routeTable: { icon: 'routeTable', tone: 'ink2' },
  networkSecurityGroup: { icon: 'securityGroup', tone: 'ink2' },
  natGateway: { icon: 'natGateway', tone: 'ink2' },
  applicationGateway: { icon: 'applicationGateway', tone: 'gw' },
  dnsResolverEndpoint: { icon: 'dnsEndpoint', tone: 'ink2' },
  privateDnsZone: { icon: 'note', tone: 'ink2' },
  cluster: { icon: 'cluster', tone: 'aks' },
  nodePool: { icon: 'cluster', tone: 'aks' },
  block: { icon: 'block', tone: 'ink2' },
  reservation: { icon: 'block', tone: 'ink2' },
  need: { icon: 'note', tone: 'ink2' },
  suppression: { icon: 'note', tone: 'ink2' },
  note: { icon: 'note', tone: 'ink2' },
};

/** Drawing and colour of an object, the same wherever it is listed. */
export function lookOf(plan: Plan, ref: ObjectRef): KindLook {
  const look = looks[ref.kind];
  if (ref.kind !== 'gateway') return look;
  const kind = plan.gateways.find(({ id }) => id === ref.id)?.kind;
  return kind === 'vpn' ? { ...look, icon: 'vpn' } : kind === 'routeServer' ? { ...look, icon: 'routeServer' } : look;
}

/** The kind of an object as a heading: "AKS cluster", "VPN gateway". */
export function kindTitle(plan: Plan, ref: ObjectRef): string {
  const gateway = ref.kind === 'gateway' ? plan.gateways.find(({ id }) => id === ref.id) : undefined;
  const name = gateway === undefined ? KIND_WORDS[ref.kind] : gatewayNames[gateway.kind];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export const severityLook: Readonly<
  Record<Severity, { readonly icon: IconName; readonly tone: ColorToken; readonly word: string }>
> = {
  error: { icon: 'error', tone: 'err', word: 'error' },
  warning: { icon: 'warning', tone: 'warn', word: 'warning' },
  info: { icon: 'info', tone: 'info', word: 'hint' },
};
