import { parseDivisionCode } from '@daohu/kernel';
import type { Node } from 'yaml';
import type { Series, SeriesValue } from './pack.ts';
import type { YamlFile } from './yaml-reader.ts';

export function readSeries(pack: string, yaml: YamlFile, top: Node): Series[] {
  const entry = yaml.mapping(top, ['series', 'title', 'unit', 'origin', 'licence', 'values'], '统计数列');
  if (!entry) return [];
  const seen = new Set<string>();
  const values = entry.list('values').flatMap((node): SeriesValue[] => {
    const value = yaml.mapping(node, ['division', 'name', 'year', 'value', 'status', 'source'], '数列的值');
    if (!value) return [];
    const code = value.required('division');
    const division = code === '0' ? 0 : parseDivisionCode(code);
    const year = value.number('year');
    const amount = value.number('value');
    if (division === null || year === null || amount === null || !Number.isSafeInteger(amount)) {
      yaml.report(
        node,
        'wrong-shape',
        '应有 division（区划代码）、year 和整数的 value。',
        'Needs division, year and a whole value.',
      );
      return [];
    }
    if (seen.has(`${code}/${year}`))
      yaml.report(node, 'duplicate', `${code} 在 ${year} 年有两个值。`, `${code} has two values for ${year}.`);
    seen.add(`${code}/${year}`);
    const status = value.text('status') === 'sourced' ? 'sourced' : 'unverified';
    return [{ division, year, value: amount, status, source: value.required('source') }];
  });
  return [
    {
      id: entry.required('series'),
      title: entry.required('title'),
      unit: entry.text('unit') ?? '',
      pack,
      values,
      place: entry.place,
    },
  ];
}
