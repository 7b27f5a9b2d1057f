export { align, distribute, nudge, type Alignment, type Axis, type SizeOf } from './arrange.ts';
export { applyCommand } from './apply-command.ts';
export { layOutCommand, layOutPlan } from './auto-layout.ts';
export {
  boundsOfFragment,
  copyFragment,
  formatFragment,
  isEmptyFragment,
  parseFragment,
  pasteFragment,
  type PasteOptions,
  type PlanFragment,
} from './clipboard.ts';
export {
  sizeRanges,
  type PlanFacts,
  type RangeOutcome,
  type SizedCluster,
  type SizedRange,
  type WantedSize,
} from './cluster/size-ranges.ts';
export { fitPlanes, type Planes } from './cluster/policy-pair.ts';
export { switchIpam, type SwitchOptions } from './cluster/switch-ipam.ts';
export { connectNetworks, connectSite } from './create/connect.ts';
export { createCluster, createNodePool } from './create/create-cluster.ts';
export { createBastion, createFirewall, createGateway } from './create/create-gateway.ts';
export {
  createBlock,
  createNetwork,
  createSubnet,
  findNetworkRange,
  type NetworkOptions,
  type SubnetOptions,
} from './create/create-network.ts';
export { createNote, createSite } from './create/create-site.ts';
export type { Created, CreateResult, Point } from './create/created.ts';
export { describeCommand } from './describe-command.ts';
export { describeEditError, type EditError } from './edit-error.ts';
export {
  createHistory,
  goTo,
  isDirty,
  markSaved,
  pushHistory,
  redo,
  redoLabel,
  undo,
  undoLabel,
  type History,
  type HistoryEntry,
} from './history.ts';
