/**
 * `daohu policy check` on a folder of 500 items (rules of every kind, parameters and tables, measures) with 360 cases,
 * each run a process of its own, as an office runs it. The yardstick of the same run is a process that does nothing but
 * read the same files as YAML; the start of the command line by itself stands beside it. The bar is 2 s.
 *
 *   npx tsx bench/policy-check.ts [--runs 5]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const RULES = 120;
const PARAMETERS = 80;
const MEASURES = 300;
const BAR_SECONDS = 2;
const root = fileURLToPath(new URL('..', import.meta.url));

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
const folder = mkdtempSync(path.join(tmpdir(), 'daohu-policy-check-'));
try {
  const size = writePack(path.join(folder, 'bench'));
  console.log(`${cpus()[0]?.model}, ${cpus().length} CPUs, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    `${RULES + PARAMETERS + MEASURES} items, ${RULES * 3} cases, ${size.files} files, ${size.characters} characters\n`,
  );
  const daohu = path.join(root, 'daohu');
  const readYaml = `
    import { readdirSync, readFileSync } from 'node:fs';
    import { parseDocument } from 'yaml';
    for (const { parentPath, path, name } of readdirSync(${JSON.stringify(folder)}, { recursive: true, withFileTypes: true }))
      if (name.endsWith('.yaml')) parseDocument(readFileSync((parentPath ?? path) + '/' + name, 'utf8'));`;
  // The first run builds what is not built.
  said(daohu, ['policy', 'check', folder]);
  console.log(said(daohu, ['policy', 'check', folder]).trim());
  const measured = {
    'policy check, 500 items': timed(daohu, ['policy', 'check', folder]),
    'the files as YAML': timed(process.execPath, ['--input-type=module', '-e', readYaml]),
    'the command line, started': timed(daohu, ['--help']),
  };
  const yaml = median(measured['the files as YAML'].map((one) => one.cpu));
  console.log('\n| a process each | wall s, median | wall s, least | CPU s, median | CPU ÷ reading as YAML |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const [name, taken] of Object.entries(measured)) {
    const [wall, cpu] = [taken.map((one) => one.wall), median(taken.map((one) => one.cpu))];
    const shown = [median(wall), Math.min(...wall), cpu].map((seconds) => seconds.toFixed(2));
    console.log(`| ${name} | ${shown.join(' | ')} | ${(cpu / yaml).toFixed(1)} |`);
  }
  const wall = median(measured['policy check, 500 items'].map((one) => one.wall));
  console.log(
    `\nbar ${BAR_SECONDS} s: ${wall <= BAR_SECONDS ? 'met' : 'MISSED'}; load at the end ${loadavg()[0]?.toFixed(1)}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}

function said(command: string, given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')}: ${stdout.slice(0, 2_000)}${stderr}`);
  return stdout;
}

interface Taken {
  readonly wall: number;
  /** User and system time of the process: what a busy machine does not change much. */
  readonly cpu: number;
}

function timed(command: string, given: readonly string[]): Taken[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    const times = said('sh', ['-c', '"$@" >/dev/null 2>&1 || exit 1; times', 'sh', command, ...given]);
    const wall = (performance.now() - start) / 1_000;
    // The second line is of the children, user and system, as 0m1.02s.
    const parts = [
      ...times
        .trim()
        .split('\n')[1]!
        .matchAll(/(\d+)m([\d.]+)s/g),
    ];
    return { wall, cpu: parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0) };
  });
}

function median(seconds: readonly number[]): number {
  return [...seconds].sort((a, b) => a - b)[Math.floor(seconds.length / 2)]!;
}

/** One pack like those of the product: every third rule an entitlement that reads a table, every third a check. */
function writePack(pack: string): { files: number; characters: number } {
  let files = 0;
  let characters = 0;
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(pack, name)), { recursive: true });
    writeFileSync(path.join(pack, name), text);
    files++;
    characters += text.length;
  };
  const each = (count: number, make: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => make(index)).join('');
  write(
    'pack.yaml',
    `pack: bench\ntitle: 五百条\njurisdiction: { name: 湖北省, code: '420000' }\ninForce: { from: 2016-01-01 }\n`,
  );
  const clauses = Array.from({ length: 300 }, (_, index) => ({
    id: `bench/${index}`,
    ref: `${index}`,
    quote: '…',
    kind: 'measure',
    subject: 'household',
  }));
  write('clauses.json', JSON.stringify({ document: { key: 'bench', title: '五百条' }, clauses }));
  for (let file = 0; file < 8; file++) {
    write(
      `parameters/p${file}.yaml`,
      each(PARAMETERS / 8, (index) => parameter(file * 10 + index)),
    );
  }
  for (let file = 0; file < 10; file++) {
    write(
      `measures/m${file}.yaml`,
      each(MEASURES / 10, (index) => measure(file * 30 + index)),
    );
  }
  for (let rule = 0; rule < RULES; rule++) {
    const made = [criterion, entitlement, check][rule % 3]!(rule);
    write(`rules/rule-${rule}.yaml`, made.rule);
    write(`rules/rule-${rule}.cases.yaml`, made.cases);
  }
  return { files, characters };
}

function parameter(index: number): string {
  const head = `参数${index}:\n  title: 第 ${index} 个参数\n  unit: 分/人/年\n`;
  const from = `from: 2016-01-01, clause: bench/${index}`;
  return index % 4 === 0
    ? `${head}  by: [{ item: 人.在校生状况 }]\n  values:\n    - { ${from}, table: { 小学: 100000, 七年级: 125000, 八年级: null } }\n`
    : `${head}  values:\n    - { ${from}, until: 2016-12-31, value: ${300_000 + index} }\n    - { from: 2017-01-01, clause: bench/${index}, value: ${310_000 + index} }\n`;
}

function measure(index: number): string {
  return `- { measure: measure-${index}, title: 第 ${index} 项措施, clause: bench/${index}, sector: employment, for: person, quantities: [{ name: 每年培训, value: ${index + 1}, unit: 万人次/年 }] }\n`;
}

interface Written {
  readonly rule: string;
  readonly cases: string;
}

function criterion(index: number): Written {
  const clause = `bench/${index}`;
  const rule = `rule: rule-${index}
name: 规则${index}
title: 第 ${index} 条规则
subject: household
holdsFrom: 2016-01-01
all:
  - { title: 收入, clause: ${clause}, feel: 户.人均纯收入 > 参数1 }
  - title: 成员都参保
    clause: ${clause}
    feel: every 人 in 户.成员 satisfies 人.参加城乡居民基本医疗保险 or 人.参加城镇职工基本医疗保险
  - { title: 不愁吃, clause: ${clause}, feel: 户.不愁吃 and (户.住房安全 = null or 户.住房安全) }
`;
  const cases = `date: 2016-12-31
base: { 人均纯收入: 300002, 不愁吃: true, 住房安全: true, 成员: [{ 参加城乡居民基本医疗保险: true }] }
cases:
  - { name: 达到, expect: { verdict: met } }
  - { name: 正好在线上, facts: { 人均纯收入: 300001 }, expect: { verdict: unmet, because: [${clause}] } }
  - { name: 没有登记, facts: { 人均纯收入: null }, expect: { verdict: unknown, missing: [人均纯收入] } }
`;
  return { rule, cases };
}

function entitlement(index: number): Written {
  const rule = `rule: rule-${index}
kind: entitlement
title: 第 ${index} 项待遇
subject: person
holdsFrom: 2016-01-01
clause: bench/${index}
all:
  - { title: 在校, clause: bench/${index}, feel: 人.在校生状况 != "非在校生" }
amount: 参数${(index % 20) * 4}(人.在校生状况)
unit: 分/人/年
period: 每学年
`;
  const cases = `date: 2016-12-31
cases:
  - { name: 小学生, facts: { 在校生状况: 小学 }, expect: { verdict: met, amount: 100000 } }
  - { name: 不在校, facts: { 在校生状况: 非在校生 }, expect: { verdict: unmet, amount: 0 } }
  - { name: 没有登记, facts: {}, expect: { verdict: unknown, amount: null } }
`;
  return { rule, cases };
}

function check(index: number): Written {
  const called = Math.floor(index / 3) * 3;
  const rule = `rule: rule-${index}
kind: check
title: 第 ${index} 个疑点
subject: household
holdsFrom: 2016-01-01
severity: warning
source: 数据质量核查
feel: not(规则${called}(户)) and 户.人均纯收入 > 参数2
message: 人均纯收入 {户.人均纯收入}，请核对
`;
  const cases = `date: 2016-12-31
base: { 人均纯收入: 300003, 不愁吃: false }
cases:
  - { name: 可疑, expect: { suspicious: true } }
  - { name: 收入不高, facts: { 人均纯收入: 300002 }, expect: { suspicious: false } }
  - { name: 说不清, facts: { 不愁吃: null, 住房安全: true, 成员: [] }, expect: { suspicious: null } }
`;
  return { rule, cases };
}
