import type { ObjectKind, Plan } from '../../../core/plan/index.ts';
import type { FieldProblem } from '../../shared/field-problem.ts';

type Check = (text: string) => FieldProblem | undefined;
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}
/** An object of the plan, or a row or part of one, as the inspector reads it. */
export type Fields = Readonly<Record<string, unknown>>;

interface FieldBase {
  /** Name of the field in the plan. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** Azure's value when nothing is given. */
  readonly placeholder?: string;
  /** Rules whose findings concern this field, by the beginning of their ids. */
  readonly rules?: readonly string[];
  readonly when?: (object: Fields, plan: Plan) => boolean;
}

/** How one field of the plan is shown and edited. */
export type Field = FieldBase &
  (
    | {
        readonly type: 'text';
        readonly check?: Check;
        readonly mono?: boolean;
        readonly lines?: number;
        readonly required?: boolean;
        readonly date?: boolean;
      }
    | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly required?: boolean }
    /** Yes, no, or (where the plan allows it) not stated. */
    | { readonly type: 'flag'; readonly required?: boolean }
    | {
        readonly type: 'choice';
        readonly options: readonly Option[];
        readonly unset?: string;
        readonly segmented?: boolean;
      }
    | {
        readonly type: 'list';
        readonly check?: Check;
        readonly mono?: boolean;
        readonly suggest?: (object: Fields, plan: Plan) => string | undefined;
      }
    /** Several of a fixed set. */
    | { readonly type: 'choices'; readonly options: readonly Option[] }
    /** Another object, by id. */
    | { readonly type: 'ref'; readonly kinds: readonly ObjectKind[]; readonly unset?: string }
    | { readonly type: 'refs'; readonly kinds: readonly ObjectKind[] }
    /** Records of their own inside the object, edited one by one. */
    | {
        readonly type: 'rows';
        readonly noun: string;
        readonly fields: readonly Field[];
        readonly create: (rows: readonly Fields[], plan: Plan) => Fields;
        readonly summary: (row: Fields, plan: Plan) => string;
        /** A missing list means unknown; then this is said instead of "none". */
        readonly unknown?: string;
      }
    /** An object inside the object, switched on and off; `always`: it needs no switch. `create` gives what a new one must have. */
    | {
        readonly type: 'part';
        readonly fields: readonly Field[];
        readonly always?: boolean;
        readonly create?: () => Fields;
      }
  );

export interface FieldGroup {
  readonly title: string;
  /** Starts closed: seldom needed. */
  readonly closed?: boolean;
  readonly fields: readonly Field[];
}

type KeyOf<T, V> = { [K in keyof T & string]-?: NonNullable<T[K]> extends V ? K : never }[keyof T & string];
type Rest<Type extends Field['type']> = Partial<Omit<Extract<Field, { type: Type }>, 'type' | 'key' | 'label'>>;
type Needed<Type extends Field['type'], N extends string> = Rest<Type> &
  Pick<Extract<Field, { type: Type }>, N & keyof Extract<Field, { type: Type }>>;
type Row<T, K extends keyof T> = NonNullable<T[K]> extends readonly (infer R)[] ? R : never;

/** Makes fields of one type of object; a key the type does not have, or has with another type, does not compile. */
export interface FieldMaker<T> {
  text(key: KeyOf<T, string>, label: string, rest?: Rest<'text'>): Field;
  number(key: KeyOf<T, number>, label: string, rest?: Rest<'number'>): Field;
  flag(key: KeyOf<T, boolean>, label: string, rest?: Rest<'flag'>): Field;
  /** `labels` names every value the plan allows. */
  choice<K extends KeyOf<T, string>>(
    key: K,
    label: string,
    labels: Readonly<Record<NonNullable<T[K]> & string, string>>,
    rest?: Rest<'choice'>,
  ): Field;
  choices<K extends KeyOf<T, readonly string[]>>(
    key: K,
    label: string,
    labels: Readonly<Record<Row<T, K> & string, string>>,
    rest?: Rest<'choices'>,
  ): Field;
  list(key: KeyOf<T, readonly string[]>, label: string, rest?: Rest<'list'>): Field;
  ref(key: KeyOf<T, string>, label: string, rest: Needed<'ref', 'kinds'>): Field;
  refs(key: KeyOf<T, readonly string[]>, label: string, rest: Needed<'refs', 'kinds'>): Field;
  rows<K extends KeyOf<T, readonly object[]>>(
    key: K,
    label: string,
    fields: (make: FieldMaker<Row<T, K>>) => readonly Field[],
    rest: Needed<'rows', 'noun' | 'create' | 'summary'>,
  ): Field;
  part<K extends KeyOf<T, object>>(
    key: K,
    label: string,
    fields: (make: FieldMaker<NonNullable<T[K]>>) => readonly Field[],
    rest?: Rest<'part'>,
  ): Field;
}

const maker = {
  text: (key: string, label: string, rest = {}) => ({ type: 'text', key, label, ...rest }),
  number: (key: string, label: string, rest = {}) => ({ type: 'number', key, label, ...rest }),
  flag: (key: string, label: string, rest = {}) => ({ type: 'flag', key, label, ...rest }),
  choice: (key: string, label: string, labels: Readonly<Record<string, string>>, rest = {}) => ({
    type: 'choice',
    key,
    label,
    options: optionsOf(labels),
    ...rest,
  }),
  choices: (key: string, label: string, labels: Readonly<Record<string, string>>, rest = {}) => ({
    type: 'choices',
    key,
    label,
    options: optionsOf(labels),
    ...rest,
  }),
  list: (key: string, label: string, rest = {}) => ({ type: 'list', key, label, ...rest }),
  ref: (key: string, label: string, rest: object) => ({ type: 'ref', key, label, ...rest }),
  refs: (key: string, label: string, rest: object) => ({ type: 'refs', key, label, ...rest }),
  rows: (key: string, label: string, fields: (make: unknown) => readonly Field[], rest: object) => ({
    type: 'rows',
    key,
    label,
    fields: fields(maker),
    ...rest,
  }),
  part: (key: string, label: string, fields: (make: unknown) => readonly Field[], rest = {}) => ({
    type: 'part',
    key,
    label,
    fields: fields(maker),
    ...rest,
  }),
};

/** The fields of one kind of object. */
export function defineFields<T>(define: (make: FieldMaker<T>) => readonly FieldGroup[]): readonly FieldGroup[] {
  // One maker serves every type: the type parameter only narrows which keys and values compile.
  return define(maker as unknown as FieldMaker<T>);
}

function optionsOf(labels: Readonly<Record<string, string>>): readonly Option[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

/** Reads a field of an object whose shape is known by its field table only. */
export function readField(object: object, key: string): unknown {
  return Reflect.get(object, key);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function rowsOf(value: unknown): readonly Fields[] {
  // Rows are records of the plan; an array of anything else gives no row.
  return Array.isArray(value) ? value.filter((item): item is Fields => typeof item === 'object' && item !== null) : [];
}
