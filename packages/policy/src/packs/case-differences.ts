import type { Missing, Verdict } from '../explain/explanation.ts';
import type { RuleCase } from './pack.ts';

/** One sentence for each way in which a verdict is not what the example expects. */
export function differencesFrom(expect: RuleCase['expect'], verdict: Verdict): { zh: string; en: string }[] {
  const found: { zh: string; en: string }[] = [];
  const said = { verdict: verdict.verdict, because: verdict.unmet, missing: verdict.missing.map(nameOfMissing) };
  if (expect.verdict !== null && said.verdict !== expect.verdict) {
    const got = JSON.stringify(said);
    found.push({ zh: `结论应为 ${expect.verdict}，得到 ${got}。`, en: `expected ${expect.verdict}, got ${got}.` });
  }
  const amount = verdict.amount?.value ?? null;
  if (expect.amount !== undefined && (!verdict.amount || amount !== expect.amount)) {
    const got = verdict.amount ? `${amount ?? '未知'}${missingOf(said.missing)}` : '没有数额';
    found.push({
      zh: `数额应为 ${expect.amount ?? '未知'}，得到 ${got}。`,
      en: `expected ${expect.amount}, got ${got}.`,
    });
  }
  if (expect.message !== null && verdict.message !== expect.message) {
    const got = verdict.message ?? '（没有）';
    found.push({ zh: `提示应为“${expect.message}”，得到“${got}”。`, en: `message "${got}".` });
  }
  if (expect.because && !sameSet(expect.because, said.because)) {
    const zh = `理由应为 ${expect.because.join('、') || '无'}，得到 ${said.because.join('、') || '无'}。`;
    found.push({ zh, en: `because ${said.because.join(', ')}` });
  }
  if (expect.missing && !sameSet(expect.missing, said.missing)) {
    const zh = `缺项应为 ${expect.missing.join('、') || '无'}，得到 ${said.missing.join('、') || '无'}。`;
    found.push({ zh, en: `missing ${said.missing.join(', ')}` });
  }
  for (const [clause, state] of Object.entries(expect.aims ?? {})) {
    const aim = verdict.aims.find((candidate) => candidate.clauses.includes(clause));
    if (aim?.verdict === state) continue;
    const zh = `力争目标 ${clause} 应为 ${state}，得到 ${aim?.verdict ?? '无'}。`;
    found.push({ zh, en: `aim ${clause} is ${aim?.verdict ?? 'absent'}` });
  }
  return found;
}

export function nameOfMissing(missing: Missing): string {
  if (missing.is === 'result') return missing.cause;
  if (missing.is === 'parameter') return `【${missing.item}】`;
  return missing.item;
}

function missingOf(missing: readonly string[]): string {
  return missing.length === 0 ? '' : `（缺 ${missing.join('、')}）`;
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((item) => right.has(item));
}
