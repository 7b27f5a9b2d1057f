/** Why a field does not take what was typed: what was found and what is expected; perhaps with what to write instead. */
export interface FieldProblem {
  readonly message: string;
  readonly suggestion?: { readonly label: string; readonly value: string };
}
