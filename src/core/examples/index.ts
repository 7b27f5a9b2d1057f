import { apiServer } from './api-server.ts';
import { egress } from './egress.ts';
import { ingress } from './ingress.ts';
import { podNetworking } from './pod-networking.ts';
import { policy } from './policy.ts';
import { pools } from './pools.ts';
import type { ChoiceGroup } from './types.ts';

/** A small plan for every choice AKS networking offers, also for those that are refused, by subject. */
export const CHOICES: readonly ChoiceGroup[] = [podNetworking, policy, egress, ingress, apiServer, pools];

export type { ChoiceExample, ChoiceGroup } from './types.ts';
