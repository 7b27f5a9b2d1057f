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
