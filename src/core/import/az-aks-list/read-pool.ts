import { z } from 'zod';
import { leavesReleaseOpen, releaseOfImage } from '../../azure/index.ts';
import { nodePoolSchema } from '../../plan/schema/cluster.ts';
import { defined, type Parent, type PoolDraft } from '../estate/drafts.ts';
import { readOrigin, readParent, readSubnetId } from '../read-resource.ts';
import { parseResourceId } from '../resource-id.ts';
import type { SourceObject } from '../source-object.ts';
import { readChoice } from '../read-choice.ts';
import { readScale } from './read-scale.ts';

const shape = nodePoolSchema.shape;

/**
 * Reads one node pool: from its cluster's `agentPoolProfiles` (`printedIn`), or on its own from `az aks nodepool list`.
 * @source review of the rule catalogue, 20.4, items 11 to 15
 */
export function readPool(source: SourceObject, printedIn?: Parent): PoolDraft | undefined {
  const name = source.read('name', shape.name);
  if (name === undefined || name === '') {
    source.refuse('a node pool without a name');
    return undefined;
  }
  const id = parseResourceId(source.peek('id', z.string()) ?? '');
  const cluster = readParent(source, id, printedIn);
  if (cluster === undefined) return undefined;
  const upgrade = source.object('upgradeSettings');
  const allocation = readChoice(source, 'podIpAllocationMode', {
    dynamicindividual: 'dynamic',
    staticblock: 'static',
    '': undefined,
  } as const);
  return {
    kind: 'pool',
    cluster,
    key: name.toLowerCase(),
    fields: defined({
      name,
      mode:
        readChoice(source, 'mode', {
          system: 'System',
          user: 'User',
          gateway: 'Gateway',
          machines: 'User',
          // AKS sizes it and prints no number: what is asked of a system pool does not concern it
          managedsystem: 'User',
        } as const) ?? 'User',
      os: readChoice(source, 'osType', { linux: 'Linux', windows: 'Windows' } as const) ?? 'Linux',
      osSku: source.read('osSku', shape.osSku) || undefined,
      imageRelease: readImageRelease(source),
      ...readScale(source),
      maxPods: source.read('maxPods', shape.maxPods) || undefined,
      maxSurge: upgrade?.read('maxSurge', shape.maxSurge) || undefined,
      maxUnavailable: upgrade?.read('maxUnavailable', shape.maxUnavailable) || undefined,
      podIpAllocation: allocation,
      // pools listed on their own print their resource type under `type`
      type: readChoice(source, source.has('typePropertiesType') ? 'typePropertiesType' : 'type', {
        virtualmachinescalesets: 'scaleSet',
        availabilityset: 'availabilitySet',
        virtualmachines: 'virtualMachines',
        'microsoft.containerservice/managedclusters/agentpools': undefined,
      } as const),
      spot: readChoice(source, 'scaleSetPriority', { spot: true, low: true, regular: false, '': undefined }),
      stopped: readChoice(source.object('powerState'), 'code', { stopped: true, running: false }),
      outboundNat: readOutboundNat(source),
      gatewayPrefixLength: source.object('gatewayProfile')?.read('publicIPPrefixSize', shape.gatewayPrefixLength),
      windowsBuild: readWindowsBuild(source),
      podSandboxing: readChoice(source, 'workloadRuntime', {
        ocicontainer: false,
        wasmwasi: false,
        katamshvvmisolation: true,
        katavmisolation: true,
        '': undefined,
      }),
      nodePublicIp: source.read('enableNodePublicIp', z.boolean()),
      origin: readOrigin(source),
    }),
    nodeSubnet: readSubnetId(source, 'vnetSubnetId'),
    podSubnet: readSubnetId(source, 'podSubnetId'),
  };
}

function readOutboundNat(source: SourceObject): boolean | undefined {
  const disabled = source.object('windowsProfile')?.read('disableOutboundNAT', z.boolean());
  return disabled === undefined ? undefined : !disabled;
}

/** What the nodes run where the SKU only names the family. */
function readImageRelease(source: SourceObject): string | undefined {
  const image = source.peek('nodeImageVersion', z.string());
  return image === undefined || !leavesReleaseOpen(source.peek('osSku', z.string()))
    ? undefined
    : releaseOfImage(image);
}

/** The build inside the name of a Windows node image, such as AKSWindows-2022-containerd-20348.2113.231115. */
function readWindowsBuild(source: SourceObject): string | undefined {
  const image = source.peek('nodeImageVersion', z.string()) ?? '';
  return /^AKSWindows.*?-(\d{5}\.\d+)/i.exec(image)?.[1];
}
