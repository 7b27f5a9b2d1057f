/** Sides of the equations of a formula as people read it: "(50 + 5) × 31 = 1,705; 2 + 3 = 5" gives [[1705, 1705], [5, 5]]. */
export function evaluateFormula(formula: string): readonly (readonly [left: number, right: number])[] {
  return formula.split('; ').map((equation) => {
    const sides = equation.split(' = ');
    const [left, right] = sides.map(evaluate);
    if (sides.length !== 2 || left === undefined || right === undefined) throw new Error(`no equation: ${equation}`);
    return [left, right];
  });
}

function evaluate(text: string): number {
  const arithmetic = text
    .replaceAll(/(\d),(?=\d{3})/g, '$1')
    .replaceAll('×', '*')
    .replaceAll('^', '**');
  const rest = arithmetic.replaceAll(/\b(?:ceil|floor|max)\b/g, '');
  if (!/^[\d\s+\-*/(),]+$/.test(rest)) throw new Error(`no plain arithmetic: ${text}`);
  const code = arithmetic.replaceAll(/\b(ceil|floor|max)\b/g, 'Math.$1');
  // nothing but numbers, signs and three functions, see above
  return Number(new Function(`'use strict'; return (${code});`)());
}
