import type { Block } from '../../address/index.ts';
import type { SecurityRule } from '../../plan/index.ts';
import type { Known } from '../types.ts';

export type Protocol = 'Tcp' | 'Udp' | 'Icmp';

/** Destination ports, both ends included; 0 to 65535. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export const ALL_PORTS: PortRange = { first: 0, last: 65_535 };

/** One end of a flow: addresses of the plan, or the service tag of something outside it. */
export type FlowEnd =
  | { readonly blocks: readonly Block[] }
  /** `wholly`: rules for a part of the tag do not count, neither the ones that allow nor the ones that deny. */
  | { readonly tag: string; readonly wholly?: boolean };

/** Packets between two ends: every address of the one with every address of the other, on every protocol and port named. */
export interface Flow {
  readonly direction: 'Inbound' | 'Outbound';
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  readonly protocols: readonly Protocol[];
  readonly ports: readonly PortRange[];
}

/** The rule that decides: one of the group's own, or one of Azure's defaults. */
export interface AppliedRule {
  readonly name: string;
  readonly priority: number;
  /** Undefined for Azure's defaults. */
  readonly rule: SecurityRule | undefined;
}

export interface FlowVerdict {
  /** True: every packet passes. False: some packet is dropped for sure. Unknown: a rule counts whose reach the plan does not tell, or the rules are not known. */
  readonly passes: Known;
  /** Of a flow that does not pass: nothing of it passes. */
  readonly wholly: boolean;
  /**
   * The first rule that drops a packet; of a flow that passes, the last one that was needed; of an unknown one, the rule whose reach is not known. Undefined: the
   * rules of the group are not known, or the flow is empty.
   */
  readonly by: AppliedRule | undefined;
}
