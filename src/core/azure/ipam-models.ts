/** Ways AKS gives pods their addresses, in the order people are shown them. */
export const IPAM_MODELS = [
  'overlay',
  'podsubnet-dynamic',
  'podsubnet-static',
  'nodesubnet',
  'kubenet',
  'byo',
] as const;

export type IpamModel = (typeof IPAM_MODELS)[number];

/** The models as people and Azure's pages call them. */
export const IPAM_NAMES: Readonly<Record<IpamModel, string>> = {
  overlay: 'Overlay',
  'podsubnet-dynamic': 'Pod Subnet, dynamic',
  'podsubnet-static': 'Pod Subnet, static',
  nodesubnet: 'Node Subnet',
  kubenet: 'kubenet',
  byo: 'Bring your own',
};
