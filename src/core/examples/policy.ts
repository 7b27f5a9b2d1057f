import { sketchApp } from './base.ts';
import type { ChoiceGroup } from './types.ts';

export const policy: ChoiceGroup = {
  title: 'Network policy',
  examples: [
    {
      id: 'policy-none',
      title: 'No network policy',
      about: 'Every pod may talk to every other.',
      sketch: sketchApp({ cluster: { dataPlane: 'azure', networkPolicy: 'none' } }),
    },
    {
      id: 'policy-azure',
      title: 'Azure Network Policy Manager',
      about: 'At most 250 nodes; retires on Linux on 2028-09-30.',
      warnings: ['npm-linux-retirement'],
      sketch: sketchApp({ cluster: { dataPlane: 'azure', networkPolicy: 'azure' } }),
    },
    {
      id: 'policy-calico',
      title: 'Calico',
      about: 'Policies on the Azure data plane, for Linux and Windows.',
      sketch: sketchApp({ cluster: { dataPlane: 'azure', networkPolicy: 'calico' } }),
    },
    {
      id: 'policy-cilium',
      title: 'Cilium',
      about: 'The engine of the Cilium data plane.',
      sketch: sketchApp({ cluster: { dataPlane: 'cilium', networkPolicy: 'cilium' } }),
    },
    {
      id: 'acns',
      title: 'FQDN and layer 7 policies',
      about: 'Advanced Container Networking Services: policies by name and by HTTP, with Cilium only.',
      sketch: sketchApp({ cluster: { acns: { observability: true, fqdnPolicies: true, l7Policies: true } } }),
    },
  ],
};
