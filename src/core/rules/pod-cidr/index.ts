import type { Rule } from '../types.ts';
import { podCidrOverlapRules } from './overlaps.ts';
import { podCidrAksReserved } from './pod-cidr-aks-reserved.ts';
import { podCidrCapacity } from './pod-cidr-capacity.ts';
import { podCidrExpand, podCidrExpandPreview } from './pod-cidr-change.ts';
import { podCidrHeadroom } from './pod-cidr-headroom.ts';
import { podCidrIpv6 } from './pod-cidr-ipv6.ts';
import { podCidrNotApplicable } from './pod-cidr-not-applicable.ts';
import { podCidrNotPrivate } from './pod-cidr-not-private.ts';
import { podCidrOverlapsServiceCidr } from './pod-cidr-overlaps-service-cidr.ts';
import { podCidrTooSmallPrefix } from './pod-cidr-too-small-prefix.ts';
import { sharedPodCidrRules } from './shared.ts';

/** Catalogue section 10.1. */
export const podCidrRules: readonly Rule[] = [
  ...podCidrOverlapRules,
  podCidrOverlapsServiceCidr,
  podCidrAksReserved,
  podCidrNotPrivate,
  ...sharedPodCidrRules,
  podCidrTooSmallPrefix,
  podCidrCapacity,
  podCidrHeadroom,
  podCidrNotApplicable,
  podCidrIpv6,
  podCidrExpand,
  podCidrExpandPreview,
];
