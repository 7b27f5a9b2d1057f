import { MINIMUM_VERSIONS } from '../../azure/index.ts';
import { defineRule, found } from '../define-rule.ts';
import { sketchCluster } from '../support/sketches.ts';
import { isOlderThan } from '../support/versions.ts';

const live = (kubernetesVersion: string, ...serviceCidrs: string[]) =>
  sketchCluster({
    origin: 'existing',
    kubernetesVersion,
    serviceCidrs,
    dnsServiceIp: (serviceCidrs[0] ?? '').replace('0.0/16', '0.10'),
  });

export const serviceCidrImmutable = defineRule({
  id: 'service-cidr-immutable',
  title: 'Service CIDR of an existing cluster changed',
  severity: 'E1',
  scope: 'plan',
  why: 'The service CIDR is fixed when the cluster is made. From Kubernetes 1.33 further ranges can be added with ServiceCIDR objects, but the first one stays.',
  sources: [{ key: 'LEG' }, { key: 'IPP' }, { key: 'TS' }],
  examples: {
    failing: [
      {
        title: '1.32: 10.0.0.0/16 -> 10.2.0.0/16',
        before: live('1.32', '10.0.0.0/16'),
        plan: live('1.32', '10.2.0.0/16'),
        targets: ['aks'],
      },
    ],
    passing: [
      {
        title: '1.33: 10.3.0.0/16 added',
        before: live('1.33', '10.0.0.0/16'),
        plan: live('1.33', '10.0.0.0/16', '10.3.0.0/16'),
      },
      {
        title: 'A range that was not known is written down',
        before: live('1.32'),
        plan: live('1.32', '10.0.0.0/16'),
      },
    ],
  },
  check: (topology, { before }) =>
    (before?.clusters ?? []).flatMap((old) => {
      const view = topology.clusters.get(old.id);
      // A deployed cluster always has a range: none in the plan before means that it was not known.
      if (view === undefined || old.origin !== 'existing' || old.serviceCidrs.length === 0) return [];
      const now = view.cluster.serviceCidrs;
      if (now.join() === old.serviceCidrs.join()) return [];
      const onlyAdded = old.serviceCidrs.every((cidr) => now.includes(cidr));
      const { version } = MINIMUM_VERSIONS['kubernetes.addServiceCidr'];
      // An unknown version cannot promise it.
      if (onlyAdded && isOlderThan(view.cluster.kubernetesVersion, version) === false) return [];
      return [
        found({
          target: view.ref,
          message: `Service CIDR of ${old.name} cannot change from ${old.serviceCidrs.join(', ')} to ${now.join(', ')}: it is fixed at creation${onlyAdded ? `; additions need Kubernetes ${version}` : '. A new cluster is needed'}.`,
          fixes: () => [
            {
              title: `Back to ${old.serviceCidrs.join(', ')}`,
              commands: [
                {
                  type: 'update',
                  kind: 'cluster',
                  id: old.id,
                  values: { serviceCidrs: old.serviceCidrs, dnsServiceIp: old.dnsServiceIp },
                },
              ],
            },
          ],
        }),
      ];
    }),
});
