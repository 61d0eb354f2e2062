import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { packsFolder, policySchema } from '@daohu/domain/standards';
import { parseCalendarDate, parseDivisionCode } from '@daohu/kernel';
import { buildLibrary, type Pack } from '@daohu/policy';
import { readPackFiles } from '@daohu/policy/node';
import { type Output, WrongArguments } from './output.ts';
import { folderOf } from './policy-check.ts';

export interface NewPackOptions {
  readonly jurisdiction: string;
  readonly name: string;
  readonly from: string;
  readonly title?: string;
  /** The folder of packs to write into. Never by itself that of this product: what the template says is nobody’s law. */
  readonly into: string;
}

/** 样板 and what of it a new pack has of its own. */
const TEMPLATE = {
  folder: path.join(packsFolder, '../docs/guide/template-pack'),
  key: 'province-2016',
  title: '示范省精准扶贫实施意见（样板）',
  issuer: 'issuer: 示范省人民政府',
  name: '示范省',
  code: '990000',
  from: '2016-01-01',
};

/** Signs that mean something else in YAML or JSON. */
const SIGNS_OF_FILES = /[:"'#{}[\]&*!|>%@`\\,$]|\p{Cc}/u;

/** `daohu policy new`: a pack that passes the check, to be filled with the clauses of a document. */
export function policyNew(key: string, options: NewPackOptions, output: Output): void {
  const into = folderOf(options.into);
  const code = settled(key, options, into);
  const there = buildLibrary(readPackFiles(into), policySchema, []).packs;
  const target = path.join(into, key);
  const files = readPackFiles(TEMPLATE.folder).map(({ path: file, text }) => ({
    file: path.join(target, ...file.split('/').slice(1)),
    text: filled(file.endsWith('/pack.yaml') ? headed(text, there, code, options) : text, key, code, options),
  }));
  for (const { file, text } of files) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const written = files.map(({ file }) => path.relative(into, file));
  output.result({ pack: key, folder: target, files: written }, () =>
    [
      `已建立政策包 ${target}：`,
      ...written.map((file) => `  ${file}`),
      '里面是样板的条款和规则，请逐条换成文件的内容，再运行 policy check 和 policy test。写法见 docs/guide/pack-writer.md。',
    ].join('\n'),
  );
}

/** The code of the jurisdiction, when everything that was asked for can be done. */
function settled(key: string, { jurisdiction, name, title, from }: NewPackOptions, into: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key)) {
    throw new WrongArguments(`“${key}”不能作政策包的名字：请用小写字母、数字和连字符，例如 jiangxi-2016。`);
  }
  for (const text of [name, title ?? '']) {
    const sign = SIGNS_OF_FILES.exec(text)?.[0];
    if (sign !== undefined) throw new WrongArguments(`“${text}”里不能有“${sign.trim() || '换行'}”。请用全角标点。`);
  }
  if (existsSync(path.join(into, key)) && readdirSync(path.join(into, key)).length > 0) {
    throw new WrongArguments(`${path.join(into, key)} 已经有文件，没有改动。请换一个名字，或先移走它。`);
  }
  if (parseCalendarDate(from) === null) throw new WrongArguments(`--from 应为日期，例如 2016-01-01，而不是“${from}”。`);
  if (jurisdiction === '0') return jurisdiction;
  if (parseDivisionCode(jurisdiction) === null) {
    throw new WrongArguments(`--jurisdiction 应为行政区划代码，例如 360000，而不是“${jurisdiction}”。`);
  }
  return jurisdiction.length < 6 ? jurisdiction.padEnd(6, '0') : jurisdiction;
}

/** `pack.yaml`: it rests on the nation's pack where that is there, and supersedes what holds in the same place. */
function headed(text: string, there: readonly Pack[], code: string, { from }: NewPackOptions): string {
  const parents = there.some((pack) => pack.key === 'national') ? '[national]' : '[]';
  const sameCode = (pack: Pack) => parseDivisionCode(pack.jurisdiction.code) === parseDivisionCode(code);
  const rivals = there.filter((pack) => pack.key !== 'national' && sameCode(pack));
  const supersedes = rivals.map(
    (pack) => `  - { pack: ${pack.key}, from: ${from}, note: 请核对：是不是由本文件代替 }\n`,
  );
  return text
    .replace('parents: []', `parents: ${parents}`)
    .replace(/$/, supersedes.length === 0 ? '' : `supersedes:\n${supersedes.join('')}`);
}

function filled(text: string, key: string, code: string, { name, title, from }: NewPackOptions): string {
  return text
    .replace(/^# 样板：.*\n/, '')
    .replaceAll(TEMPLATE.title, title ?? `${name}的文件（请改成全称）`)
    .replaceAll(TEMPLATE.issuer, `issuer: ${name}（请改成发文机关）`)
    .replaceAll(TEMPLATE.name, name)
    .replaceAll(TEMPLATE.key, key)
    .replaceAll(TEMPLATE.code, code)
    .replaceAll(TEMPLATE.from, from);
}
