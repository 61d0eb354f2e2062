import * as path from 'node:path';
import { loadPlaces, type WritableSet, writeProvince } from '@daohu/synth';
import { type Output, WrongArguments } from './output.ts';

export interface SynthOptions {
  readonly households: string;
  readonly province: string;
  readonly seed: string;
  readonly out: string;
  readonly year: string;
  readonly sets: string;
  readonly format: string;
  readonly split: string;
  readonly mistakes: string;
  readonly county?: string;
}

const SETS: readonly string[] = ['R1', 'R3', 'R4', 'R7'];

/** `daohu synth`: a believable province of invented households on the real division tree, as the files offices exchange. */
export async function synthesise(options: SynthOptions, output: Output): Promise<void> {
  const households = wholeNumber('--households', options.households, 1, 5_000_000);
  const seed = wholeNumber('--seed', options.seed, 0, 2 ** 31);
  const year = wholeNumber('--year', options.year, 2014, 2021);
  const province = Number(options.province.slice(0, 2));
  if (province !== 42 && province !== 43 && province !== 44 && province !== 99) {
    throw new WrongArguments('--province 应为 42（湖北）、43（湖南）、44（广东）或 99（虚构的示范省）。');
  }
  const sets = options.sets.toUpperCase().split(',');
  if (!sets.every((set) => SETS.includes(set)))
    throw new WrongArguments(`--sets 应为 ${SETS.join('、')} 中的若干项，用逗号隔开。`);
  if (options.format !== 'csv' && options.format !== 'xlsx') throw new WrongArguments('--format 应为 csv 或 xlsx。');
  if (options.split !== 'whole' && options.split !== 'county')
    throw new WrongArguments('--split 应为 whole（全省一个文件）或 county（每县一个）。');
  const rate = Number(options.mistakes);
  if (!(rate >= 0 && rate <= 1)) throw new WrongArguments('--mistakes 应为 0 到 1 之间的比例。');
  const { county } = options;
  const places = (await loadPlaces({ province })).filter(
    (place) => !county || String(place.code).startsWith(county.slice(0, 6)) || place.name === county,
  );
  if (places.length === 0) throw new WrongArguments(`没有找到县“${county}”。`);

  const mistakes: { file: string; row: number; header: string | null; kind: string }[] = [];
  const bar = output.progress('生成');
  const written = await writeProvince({
    places,
    households,
    seed,
    year,
    folder: path.resolve(options.out),
    sets: sets as WritableSet[],
    format: options.format,
    split: options.split,
    ...(rate > 0 ? { mistakes: { rate } } : {}),
    onProgress: (done) => bar.to(done.households, households),
    onMistake: (mistake) => mistakes.push(mistake as never),
  });
  bar.end();
  const { files, persons } = written;
  output.result({ files, households: written.households, persons, year, seed, mistakes }, () =>
    [`已生成 ${written.households} 户、${persons} 人（均为虚构）：`, ...files.map((file) => `  ${file}`)].join('\n'),
  );
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new WrongArguments(`${name} 应为 ${min} 到 ${max} 的整数，而不是“${text}”。`);
  }
  return value;
}
