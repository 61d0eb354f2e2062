import type { ParameterValue } from './pack.ts';
import { type Problem, problemAt } from './problem.ts';
import type { YamlFile } from './yaml-reader.ts';

/** Values of one parameter follow each other day by day: no day has two of them, none in between has none. */
export function checkDates(yaml: YamlFile, name: string, values: readonly ParameterValue[]): void {
  const ordered = [...values].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const [index, value] of ordered.entries()) {
    const next = ordered[index + 1];
    const report = (code: Problem['code'], zh: string, en: string): void => {
      yaml.problems.push(problemAt(value.place, code, zh, en));
    };
    if (value.until !== null && value.until < value.from) {
      report(
        'dates-overlap',
        `参数「${name}」的截止日 ${value.until} 早于起始日 ${value.from}。`,
        `${name}: until is before from.`,
      );
    }
    if (!next) continue;
    const until = value.until;
    if (next.from === value.from && next.knownSince === value.knownSince) {
      report(
        'dates-overlap',
        `参数「${name}」从 ${value.from} 起有两个值。请删去一个。`,
        `${name} has two values from ${value.from}.`,
      );
    } else if (until !== null && next.from <= until && next.from !== value.from) {
      report(
        'dates-overlap',
        `参数「${name}」的两个值在 ${next.from} 至 ${until} 重叠。`,
        `${name}: values overlap from ${next.from} to ${until}.`,
      );
    } else if (until !== null && next.from > dayAfter(until)) {
      report(
        'dates-gap',
        `参数「${name}」在 ${dayAfter(until)} 至 ${next.from} 之间没有值。`,
        `${name} has no value between ${until} and ${next.from}.`,
      );
    }
  }
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
