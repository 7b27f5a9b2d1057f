import { findClusterOfPool } from '../../../core/plan/index.ts';
import type { AppState } from '../app.svelte.ts';
import type { AppCommand } from '../commands.svelte.ts';

/** Choosing the CNI of a cluster, and the size of its ranges. */
export function createClusterCommands(app: AppState): readonly AppCommand[] {
  const { document, selection, dialogs } = app;
  /** The selected cluster, or that of the selected node pool. */
  const selectedId = (): string | undefined => {
    const ref = selection.primary;
    if (ref?.kind === 'cluster') return ref.id;
    return ref?.kind === 'nodePool' ? findClusterOfPool(document.plan, ref.id)?.id : undefined;
  };
  const clusterId = (): string | undefined => selectedId() ?? document.plan.clusters[0]?.id;
  const openAdvisor = (part: 'questions' | 'models'): void => {
    const id = clusterId();
    if (id !== undefined) dialogs.open({ kind: 'advisor', clusterId: id, part });
  };
  return [
    {
      id: 'view.advisor',
      label: 'Which CNI?',
      keywords: 'advisor overlay pod subnet kubenet cilium network plug-in choose',
      when: () => document.plan.clusters.length > 0,
      run: () => openAdvisor('questions'),
    },
    {
      id: 'view.compare-models',
      label: 'Compare all six models',
      keywords: 'advisor cni overlay pod subnet node subnet switch',
      when: () => document.plan.clusters.length > 0,
      run: () => openAdvisor('models'),
    },
    {
      id: 'edit.size-cluster',
      label: 'Size it for me…',
      keywords: 'cluster ranges grow nodes pods capacity',
      when: () => selectedId() !== undefined,
      run: () => {
        const id = selectedId();
        if (id !== undefined) dialogs.open({ kind: 'sizing', clusterId: id });
      },
    },
  ];
}
