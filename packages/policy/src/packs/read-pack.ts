import { isMap } from 'yaml';
import type { IndexedSchema } from '../schema.ts';
import { itemSettings } from './items/item-settings.ts';
import { holdsItems, readItems } from './items/read-items.ts';
import type { CaseFile, Parameter, Series } from './pack.ts';
import type { PackFile } from './pack-file.ts';
import { decidingFiles } from './pack-hash.ts';
import { type Problem, problemAt } from './problem.ts';
import { readCases } from './read-cases.ts';
import { readFormula } from './read-formula.ts';
import { readHeader } from './read-header.ts';
import { readParameters } from './read-parameters.ts';
import { readRule } from './read-rule.ts';
import { readSeries } from './read-series.ts';
import type { WrittenPack, WrittenRule } from './written.ts';
import { YamlFile } from './yaml-reader.ts';

const MAX_FILE = 1_000_000;

/** Reads the files of one folder, `path` relative to the packs folder. */
export function readPack(
  key: string,
  files: readonly PackFile[],
  schema: IndexedSchema,
  problems: Problem[],
): WrittenPack | null {
  const head = files.find((file) => file.path === `${key}/pack.yaml`);
  if (!head) return null;
  const header = readHeader(key, head, problems);
  if (!header) return null;
  const parameters: Parameter[] = [];
  const series: Series[] = [];
  const rules: WrittenRule[] = [];
  const cases: CaseFile[] = [];
  const readable = files.filter((file) => file.path.endsWith('.yaml') && isNotTooLarge(file, problems));
  for (const file of readable) {
    if (file === head || holdsItems(file)) continue;
    const yaml = new YamlFile(file.path, file.text, problems);
    const top = yaml.read();
    if (!top) continue;
    if (file.path.startsWith(`${key}/parameters/`)) parameters.push(...readParameters(key, yaml, top, schema));
    else if (file.path.startsWith(`${key}/series/`)) series.push(...readSeries(key, yaml, top));
    else if (file.path.endsWith('.cases.yaml')) cases.push(...readCases(key, header, yaml, top));
    else if (isMap(top) && top.has('rule')) rules.push(...readRule(yaml, top));
    else if (isMap(top) && top.has('formula')) rules.push(...readFormula(yaml, top, header.inForce.from));
    else {
      const zh =
        '看不出这是什么文件：规则要有 rule，公式要有 formula，参数放在 parameters/，数列放在 series/，例子叫 *.cases.yaml。';
      yaml.report(top, 'wrong-shape', zh, 'Neither a rule, a formula nor parameters, series or cases.');
    }
  }
  const tasks = files.filter((file) => file.path === `${key}/tasks.json`);
  const { items, notes: coverageNotes } = readItems(key, [...tasks, ...readable], problems);
  parameters.push(...itemSettings(items, header.inForce.from));
  return { ...header, parameters, series, rules, cases, items, coverageNotes, sources: decidingFiles(files) };
}

function isNotTooLarge(file: PackFile, problems: Problem[]): boolean {
  if (file.text.length <= MAX_FILE) return true;
  const place = { file: file.path, line: 1, column: 1 };
  problems.push(problemAt(place, 'file-too-large', '文件超过 1 MB，请拆开。', 'The file exceeds 1 MB: split it.'));
  return false;
}
