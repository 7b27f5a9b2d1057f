import type { NodePool } from '../../../../core/plan/index.ts';
import { checkSurge } from '../checks.ts';
import { defineFields } from '../field.ts';
import { originLabels } from './resource.ts';

export const nodePoolFields = defineFields<NodePool>((make) => [
  {
    title: 'Nodes',
    fields: [
      make.choice(
        'mode',
        'Mode',
        { System: 'System', User: 'User', Gateway: 'Gateway' },
        { rules: ['system-pool', 'seg-'] },
      ),
      make.choice('os', 'OS', { Linux: 'Linux', Windows: 'Windows' }, { rules: ['windows'] }),
      make.text('osSku', 'OS SKU', {
        placeholder: 'Ubuntu',
        rules: ['combo-host-routing', 'combo-static-win2019', 'combo-calico-win2025'],
      }),
      make.text('imageRelease', 'Image release', {
        placeholder: 'for example Ubuntu2204',
        when: ({ origin, imageRelease }) => origin === 'existing' || imageRelease !== undefined,
        rules: ['ubuntu2004-', 'ubuntu2204-', 'azurelinux2-', 'win2019-', 'win2022-'],
      }),
      make.text('vmSize', 'VM size', {
        placeholder: 'for example Standard_D4s_v5',
        rules: ['pool-system-vm', 'combo-overlay-dcsv2'],
      }),
      make.number('count', 'Nodes now', { required: true, max: 1000, rules: ['pool-node-limit', 'pool-system-min'] }),
      make.flag('autoscale', 'Autoscaler', { required: true }),
      make.number('minCount', 'Minimum', { max: 1000, when: ({ autoscale }) => autoscale === true }),
      make.number('maxCount', 'Maximum', {
        max: 1000,
        when: ({ autoscale }) => autoscale === true,
        rules: ['pool-max', 'cluster-max'],
      }),
      make.number('maxPods', 'Max pods', {
        min: 0,
        max: 1000,
        placeholder: 'Azure’s default',
        rules: ['pool-maxpods'],
      }),
      make.number('plannedPods', 'Planned pods', { placeholder: 'up to max pods' }),
      make.text('maxSurge', 'Max surge', { check: checkSurge, placeholder: '10%', mono: true, rules: ['pool-surge'] }),
      make.text('maxUnavailable', 'Max unavailable', {
        check: checkSurge,
        placeholder: '0',
        mono: true,
        rules: ['pool-maxunavailable'],
      }),
    ],
  },
  {
    title: 'Subnets',
    fields: [
      make.ref('nodeSubnetId', 'Node subnet', {
        kinds: ['subnet'],
        unset: 'Not stated',
        rules: ['pool-', 'node-subnet', 'nodes-'],
      }),
      make.refs('podSubnetIds', 'Pod subnet', { kinds: ['subnet'], rules: ['pod-subnet', 'pods-'] }),
      make.choice(
        'podIpAllocation',
        'Allocation',
        { dynamic: 'Dynamic', static: 'Static block' },
        { unset: 'As the cluster' },
      ),
    ],
  },
  {
    title: 'More',
    closed: true,
    fields: [
      make.choice(
        'type',
        'Type',
        {
          scaleSet: 'Virtual Machine Scale Set',
          availabilitySet: 'Availability Set',
          virtualMachines: 'Virtual Machines',
        },
        { unset: 'Scale set (default)' },
      ),
      make.flag('spot', 'Spot'),
      make.flag('stopped', 'Stopped'),
      make.flag('nodePublicIp', 'Node public IP', { rules: ['pool-public-ip'] }),
      make.number('gatewayPrefixLength', 'Public IP prefix', {
        max: 32,
        placeholder: '31',
        when: ({ mode }) => mode === 'Gateway',
      }),
      make.flag('outboundNat', 'Outbound NAT', {
        rules: ['win-outboundnat'],
        when: ({ os }) => os === 'Windows',
      }),
      make.text('windowsBuild', 'Windows build', {
        mono: true,
        placeholder: 'for example 20348.1668',
        when: ({ os }) => os === 'Windows',
      }),
      make.choice(
        'containerRuntime',
        'Runtime',
        { containerd: 'containerd', docker: 'Docker' },
        { unset: 'containerd (default)' },
      ),
      make.flag('confidential', 'Confidential VM'),
      make.flag('podSandboxing', 'Pod Sandboxing'),
      make.choice('origin', 'State', originLabels, { unset: 'Not stated' }),
    ],
  },
]);
