/** Where the inspector shows a choice: a control by its accessible name, and what is in it. */
export interface ShownField {
  /** Object to select, by name; the cluster when missing. */
  readonly at?: string;
  /** Pool of the cluster to open. */
  readonly pool?: string;
  /** Section it stands in; opened where it starts closed. */
  readonly section?: string;
  /** Line of a list to open. */
  readonly line?: RegExp;
  readonly control: 'radio' | 'combobox' | 'textbox' | 'checkbox' | 'link';
  readonly name: string;
  /** Text of the option that is chosen, or what is written; radios and checkboxes are on. */
  readonly value?: string;
}

type Place = Pick<ShownField, 'at' | 'pool' | 'section' | 'line'>;

const radio = (name: string): ShownField => ({ control: 'radio', name });
const chosen = (name: string, value: string, place: Place = {}): ShownField => ({
  ...place,
  control: 'combobox',
  name,
  value,
});
const written = (name: string, value: string, place: Place = {}): ShownField => ({
  ...place,
  control: 'textbox',
  name,
  value,
});
const on = (name: string, place: Place = {}): ShownField => ({ ...place, control: 'checkbox', name });
/** An object in a list of objects. */
const linked = (name: string, place: Place = {}): ShownField => ({ ...place, control: 'link', name });

const ADD_ONS = { section: 'Add-ons' };
const FEATURES = { section: 'Network features' };
const CLUSTER = { section: 'Cluster' };
const service = (line: RegExp) => ({ section: 'Services with a load balancer', line });
const IPV6 = on('IPv6');

/** What the inspector must show for each example, by its id. */
export const SHOWN: Readonly<Record<string, readonly ShownField[]>> = {
  overlay: [radio('Overlay'), written('Pod CIDR 1', '10.244.0.0/16')],
  'pod-subnet-dynamic': [
    radio('Pod Subnet, dynamic'),
    linked('vnet-app / snet-pods', { pool: 'work', section: 'Subnets' }),
  ],
  'pod-subnet-static': [radio('Pod Subnet, static'), written('Max pods', '111', { pool: 'work' })],
  'node-subnet': [radio('Node Subnet'), written('Max pods', '30', { pool: 'work' })],
  kubenet: [radio('kubenet'), chosen('Policy', 'Calico')],
  'kubenet-dual-stack': [radio('kubenet'), IPV6, written('Pod CIDR 2', 'fd12:3456:789a::/64')],
  'overlay-dual-stack': [radio('Overlay'), IPV6, written('Service CIDR 2', 'fd12:3456:789a:1::/108')],
  'byo-cni': [radio('Bring your own'), chosen('Policy', 'None')],
  'data-plane-cilium': [chosen('Data plane', 'Cilium')],
  'data-plane-azure': [chosen('Data plane', 'Azure')],
  'windows-and-linux': [chosen('OS', 'Linux', { pool: 'system' }), chosen('OS', 'Windows', { pool: 'win' })],
  'policy-none': [chosen('Policy', 'None')],
  'policy-azure': [chosen('Policy', 'Azure')],
  'policy-calico': [chosen('Policy', 'Calico')],
  'policy-cilium': [chosen('Policy', 'Cilium')],
  acns: [
    on('Advanced Container Networking', FEATURES),
    chosen('FQDN policies', 'Yes', FEATURES),
    chosen('Layer 7 policies', 'Yes', FEATURES),
  ],
  'outbound-load-balancer': [
    chosen('Outbound type', 'Load balancer'),
    written('Managed addresses', '2'),
    written('Ports per node', '4000'),
  ],
  'outbound-managed-nat': [chosen('Outbound type', 'Managed NAT gateway'), written('NAT gateway addresses', '2')],
  'outbound-managed-nat-v2': [chosen('Outbound type', 'Managed NAT gateway V2')],
  'outbound-user-nat': [
    chosen('Outbound type', 'User-assigned NAT gateway'),
    linked('ng-app', { at: 'snet-nodes', section: 'Attached' }),
    chosen('SKU', 'Standard V2', { at: 'ng-app' }),
  ],
  'outbound-udr-firewall': [
    chosen('Outbound type', 'User-defined routing'),
    linked('rt-app', { at: 'snet-nodes', section: 'Attached' }),
    written('Next hop IP', '10.0.0.4', { at: 'rt-app', line: /0\.0\.0\.0\/0/ }),
  ],
  'outbound-none-isolated': [
    chosen('Outbound type', 'None'),
    chosen('Network isolated', 'Yes'),
    on('Own registry'),
    linked('vnet-app', { section: 'Outbound and API server' }),
  ],
  'outbound-block': [chosen('Outbound type', 'Block'), chosen('Network isolated', 'Yes')],
  'network-security-groups': [
    linked('nsg-nodes', { at: 'snet-nodes', section: 'Attached' }),
    chosen('Access', 'Deny', { at: 'nsg-nodes', line: /200 Inbound Deny 22/ }),
  ],
  'static-egress-gateway': [
    chosen('Static egress gateway', 'Yes', FEATURES),
    chosen('Mode', 'Gateway', { pool: 'gateway' }),
    written('Public IP prefix', '30', { pool: 'gateway', section: 'More' }),
  ],
  agic: [
    on('Application Gateway ingress controller', ADD_ONS),
    chosen('Gateway', 'agw-app', ADD_ONS),
    written('Version', '1.9.1', ADD_ONS),
  ],
  agc: [
    on('Application Gateway for Containers', ADD_ONS),
    linked('vnet-app / snet-agc', ADD_ONS),
    written('Controller', '1.7.9', ADD_ONS),
  ],
  'application-routing': [
    chosen('Application routing', 'Yes', ADD_ONS),
    chosen('Routing controller', 'Gateway API', ADD_ONS),
    chosen('Internal front end', 'Yes', ADD_ONS),
  ],
  nginx: [chosen('Own ingress-nginx', 'Yes', ADD_ONS)],
  'internal-load-balancer': [
    on('Internal', service(/orders, internal/)),
    written('Address', '10.1.8.10', service(/orders, internal/)),
  ],
  'public-load-balancer': [chosen('Traffic policy', 'Local', service(/shop, public/))],
  'private-link-service': [
    on('Private Link service', service(/orders, internal/)),
    chosen('NAT subnet', 'vnet-app / snet-pls', service(/orders, internal/)),
  ],
  'virtual-nodes': [
    on('Virtual nodes', ADD_ONS),
    chosen('Subnet', 'vnet-app / snet-aci', ADD_ONS),
    written('Planned pods', '50', ADD_ONS),
  ],
  'private-cluster': [chosen('Private cluster', 'Yes'), chosen('Public name', 'No')],
  'api-server-vnet-integration': [
    chosen('VNet integration', 'Yes'),
    chosen('API server subnet', 'vnet-app / snet-apiserver'),
  ],
  'managed-network': [chosen('Node subnet', 'Not stated', { pool: 'system' })],
  'own-network': [
    chosen('Node subnet', 'vnet-app / snet-nodes', { pool: 'system' }),
    chosen('Node subnet', 'vnet-app / snet-work', { pool: 'work' }),
  ],
  'identity-roles': [
    chosen('Identity', 'User-assigned', CLUSTER),
    on('Network Contributor on its subnets', CLUSTER),
    on('Private DNS Zone Contributor', CLUSTER),
  ],
  'node-auto-provisioning': [chosen('Auto-provisioning', 'Yes', CLUSTER)],
  'availability-sets': [chosen('Type', 'Availability Set', { pool: 'work', section: 'More' })],
  dcsv2: [written('VM size', 'Standard_DC4s_v2', { pool: 'work' })],
  'shared-subnet': [
    chosen('Node subnet', 'vnet-app / snet-nodes', { at: 'aks-batch', pool: 'system' }),
    chosen('Node subnet', 'vnet-app / snet-nodes', { pool: 'system' }),
  ],
  'reused-pod-cidr': [
    written('Pod CIDR 1', '10.244.0.0/16'),
    written('Pod CIDR 1', '10.244.0.0/16', { at: 'aks-batch' }),
  ],
  'label-name-limits': [
    chosen('Node subnet', 'vnet-app / snet-nodes-of-the-platform-team-in-the-production-environment-eu', {
      pool: 'work',
    }),
  ],
};
