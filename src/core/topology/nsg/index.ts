export { evaluateFlow } from './evaluate-flow.ts';
export { ALL_PORTS, type Flow, type FlowEnd, type FlowVerdict, type PortRange, type Protocol } from './flow.ts';
export { findTagScope, type TagScope } from './tag-scope.ts';
