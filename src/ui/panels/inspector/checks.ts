import { formatAddress, formatBlock, parseAddress, parseCidr } from '../../../core/address/index.ts';
import type { FieldProblem } from '../../shared/field-problem.ts';

/** Why a text is no address range; offers the range its host bits lie in. Undefined: it is one. */
export function checkCidr(text: string): FieldProblem | undefined {
  const parsed = parseCidr(text);
  if (parsed.ok) {
    const canonical = formatBlock(parsed.value);
    return canonical === text
      ? undefined
      : { message: `Azure writes this ${canonical}.`, suggestion: useInstead(canonical) };
  }
  const { error } = parsed;
  switch (error.kind) {
    case 'syntax': {
      const address = parseAddress(text);
      if (!address.ok) return { message: `“${text}” is no address range; expected one such as 10.0.0.0/16.` };
      const single = `${text}/${address.value.family === 4 ? 32 : 128}`;
      return { message: `“${text}” has no prefix length; expected one such as /24.`, suggestion: useInstead(single) };
    }
    case 'prefix-length':
      return { message: `“${text}” has a prefix length past /${error.max}.` };
    case 'host-bits':
      return {
        message: `“${text}” starts inside its range, not at its first address.`,
        suggestion: useInstead(error.canonical),
      };
  }
}

/** Why a text is no single address. */
export function checkAddress(text: string): FieldProblem | undefined {
  const parsed = parseAddress(text);
  if (!parsed.ok) return { message: `“${text}” is no address; expected one such as 10.0.0.10.` };
  const written = formatAddress(parsed.value);
  return written === text
    ? undefined
    : { message: `This address is written ${written}.`, suggestion: useInstead(written) };
}

/** Destinations of routes may be service tags as well. */
export function checkCidrOrTag(text: string): FieldProblem | undefined {
  return /^[A-Za-z][A-Za-z0-9.]*$/.test(text) ? undefined : checkCidr(text);
}

/** Max surge and max unavailable: a percentage or a number of nodes. */
export function checkSurge(text: string): FieldProblem | undefined {
  if (/^(?:100|[1-9]?\d)%$/.test(text) || /^\d{1,4}$/.test(text)) return undefined;
  const digits = /^(\d{1,3})\s+%$/.exec(text)?.[1];
  return {
    message: `“${text}” is neither a percentage such as 10% nor a number of nodes.`,
    ...(digits === undefined ? {} : { suggestion: useInstead(`${digits}%`) }),
  };
}

export function checkDate(text: string): FieldProblem | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Some days are taken for days of the next month.
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isDate ? undefined : { message: `“${text}” is no date; expected one such as 2026-11-21.` };
}

export function checkNotEmpty(text: string): FieldProblem | undefined {
  return text.trim() === '' ? { message: 'A name is needed here.' } : undefined;
}

function useInstead(value: string): { readonly label: string; readonly value: string } {
  return { label: `Use ${value}`, value };
}
