import { parseDivisionCode } from '@daohu/kernel';
import { yesOrNo } from './items/fields.ts';
import type { PackFile } from './pack-file.ts';
import type { Problem } from './problem.ts';
import type { WrittenPack } from './written.ts';
import { type Mapping, YamlFile } from './yaml-reader.ts';

/** The version of the pack format this engine reads. A pack may ask for a newer one and is then refused. */
export const PACK_FORMAT = 1;

export type Header = Omit<
  WrittenPack,
  'parameters' | 'series' | 'rules' | 'cases' | 'items' | 'coverageNotes' | 'sources'
>;

/** `pack.yaml`: which document this is, where and from when it holds, on which other packs it rests. */
export function readHeader(key: string, file: PackFile, problems: Problem[]): Header | null {
  const yaml = new YamlFile(file.path, file.text, problems);
  const allowed = [
    'pack',
    'format',
    'title',
    'issuer',
    'number',
    'date',
    'jurisdiction',
    'inForce',
    'parents',
    'supersedes',
    'complete',
    'note',
  ];
  const read = yaml.read();
  const peek = yaml.mapping(read, [], '政策包');
  // What a newer format means nobody here can say, so nothing else is said of such a pack.
  if (!peek || !readableFormat(yaml, peek)) return null;
  const top = yaml.mapping(read, allowed, '政策包')!;
  if (top.required('pack') !== key) {
    yaml.report(
      top.raw('pack'),
      'wrong-shape',
      `「pack」应与文件夹同名：${key}。`,
      `\`pack\` must equal its folder: ${key}.`,
    );
  }
  const place = yaml.mapping(top.raw('jurisdiction'), ['name', 'code'], '适用地区');
  const inForce = yaml.mapping(top.raw('inForce'), ['from', 'status', 'note'], '施行日期');
  const code = place?.required('code') ?? '';
  if (code !== '0' && parseDivisionCode(code) === null) {
    yaml.report(place?.raw('code'), 'wrong-shape', `「${code}」不是行政区划代码。`, `${code} is no division code.`);
  }
  return {
    key,
    title: top.required('title'),
    issuer: top.text('issuer'),
    number: top.text('number'),
    date: top.text('date'),
    jurisdiction: { name: place?.required('name') ?? '', code },
    inForce: {
      from: inForce ? inForce.date('from') : '',
      status: inForce?.text('status') === 'assumed' ? 'assumed' : 'stated',
      note: inForce?.text('note') ?? null,
    },
    parents: top.texts('parents'),
    supersedes: top.list('supersedes').flatMap((node) => {
      const entry = yaml.mapping(node, ['pack', 'from', 'note'], '取代');
      return entry ? [{ pack: entry.required('pack'), from: entry.date('from'), note: entry.text('note') }] : [];
    }),
    complete: yesOrNo(top, 'complete'),
    place: top.place,
  };
}

function readableFormat(yaml: YamlFile, top: Mapping): boolean {
  if (!top.has('format')) return true;
  const format = top.number('format');
  if (format === PACK_FORMAT) return true;
  if (format !== null && format > PACK_FORMAT) {
    const zh = `这个政策包用的是第 ${format} 版格式，本程序只认到第 ${PACK_FORMAT} 版。请升级程序。`;
    const en = `Pack format ${format}; this program reads up to ${PACK_FORMAT}. Upgrade it.`;
    yaml.report(top.raw('format'), 'newer-pack', zh, en);
  } else if (format !== null) {
    const zh = `没有第 ${format} 版格式。请写 format: ${PACK_FORMAT}。`;
    yaml.report(top.raw('format'), 'wrong-shape', zh, `There is no format ${format}: write format: ${PACK_FORMAT}.`);
  }
  return false;
}
