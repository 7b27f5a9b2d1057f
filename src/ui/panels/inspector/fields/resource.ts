import type { FieldGroup, FieldMaker } from '../field.ts';

interface Resource {
  readonly name: string;
  readonly resourceGroup?: string;
  readonly subscription?: string;
  readonly region?: string;
  readonly resourceId?: string;
  readonly origin?: 'planned' | 'existing';
  readonly partial?: boolean;
  readonly note?: string;
}

export const originLabels = { planned: 'Planned', existing: 'Exists in Azure' } as const;

/** What every Azure resource has. */
export function resourceFields<T extends Resource>(make: FieldMaker<T>): FieldGroup {
  // Every field named here is one of `Resource`, which T extends; TypeScript does not work the keys out for a type parameter.
  const own = make as unknown as FieldMaker<Resource>;
  return {
    title: 'Azure resource',
    closed: true,
    fields: [
      own.choice('origin', 'State', originLabels, {
        unset: 'Not stated',
        hint: 'Rules about what cannot be changed look at this.',
      }),
      own.text('resourceGroup', 'Resource group', { rules: ['name-'] }),
      own.text('region', 'Region', { placeholder: 'for example westeurope' }),
      own.text('subscription', 'Subscription'),
      own.text('resourceId', 'Resource id', { mono: true }),
      own.flag('partial', 'Known in part', { hint: 'Yes: what the plan does not show about it is unknown, not none.' }),
      own.text('note', 'Note', { lines: 3 }),
    ],
  };
}
