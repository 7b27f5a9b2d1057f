import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';
import type { CreatableKind } from '../planning-core.ts';

interface Insertable {
  readonly kind: CreatableKind;
  readonly id: string;
  readonly label: string;
  readonly keywords?: string;
  /** On the canvas alone, as the tools of other drawing programs. */
  readonly key?: string;
}

const insertables: readonly Insertable[] = [
  { kind: 'virtualNetwork', id: 'virtual-network', label: 'New virtual network', keywords: 'vnet', key: 'N' },
  { kind: 'subnet', id: 'subnet', label: 'New subnet', key: 'S' },
  { kind: 'cluster', id: 'cluster', label: 'New AKS cluster', keywords: 'kubernetes', key: 'C' },
  { kind: 'nodePool', id: 'node-pool', label: 'New node pool' },
  { kind: 'site', id: 'site', label: 'New on-premises site', keywords: 'datacenter office', key: 'O' },
  { kind: 'vpnGateway', id: 'vpn-gateway', label: 'New VPN gateway', key: 'G' },
  { kind: 'expressRouteGateway', id: 'expressroute-gateway', label: 'New ExpressRoute gateway', key: 'E' },
  { kind: 'firewall', id: 'firewall', label: 'New firewall', key: 'F' },
  { kind: 'block', id: 'address-block', label: 'New address block', keywords: 'pool supernet ipam', key: 'B' },
  { kind: 'reservation', id: 'reservation', label: 'New reservation' },
  { kind: 'note', id: 'note', label: 'New note', keywords: 'comment text', key: 'T' },
];

/** Everything that makes something new. */
export function createInsertCommands(app: AppState): readonly AppCommand[] {
  const { selection, maker, dialogs } = app;
  return [
    ...insertables.map(({ kind, id, label, keywords, key }): AppCommand => ({
      id: `insert.${id}`,
      label,
      keywords: `add insert create ${keywords ?? ''}`,
      ...(key === undefined ? {} : { shortcuts: [key] }),
      run: () => maker.create(kind),
    })),
    {
      id: 'insert.peering',
      label: () => (selection.refs.length === 2 ? 'Connect the two selected objects' : 'Connect to…'),
      shortcuts: ['Mod+L'],
      keywords: 'peer peering link site gateway',
      when: () => selection.refs.length === 2 || selection.refs.length === 1,
      run: () => {
        const [from, to] = selection.refs;
        if (from === undefined) return;
        if (to === undefined) dialogs.open({ kind: 'connect', from });
        else maker.connect(from, to);
      },
    },
  ];
}
