import { expect, it } from 'vitest';
import { fillCommand, sketchPlan } from '../../../src/core/plan/index.ts';

const plan = sketchPlan({
  networks: {
    hub: { prefixes: ['10.0.0.0/16'], resourceGroup: 'rg-hub', subnets: { GatewaySubnet: '10.0.1.0/27' } },
    spoke: { prefixes: ['10.1.0.0/16'] },
  },
});

it.each([
  ['of the object itself', [{ kind: 'virtualNetwork', id: 'hub' }], 'az x list -g rg-hub'],
  ['of what it lives in', [{ kind: 'subnet', id: 'hub.GatewaySubnet' }], 'az x list -g rg-hub'],
  ['not known', [{ kind: 'virtualNetwork', id: 'spoke' }], 'az x list -g <resource group>'],
] as const)('the resource group in a command: %s', (_what, refs, command) => {
  expect(fillCommand('az x list -g {resourceGroup}', refs, plan)).toBe(command);
});
