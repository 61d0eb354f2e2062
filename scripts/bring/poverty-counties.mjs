#!/usr/bin/env node
/**
 * Brings what became of the targets into `data/poverty-counties`: the years in which the poverty counties of Hubei and
 * Hunan were struck off, and the final totals of the provinces. A test compares the packs with them; no verdict rests
 * on them. Run by a maintainer when the material changes:
 * `node scripts/bring/poverty-counties.mjs [folder of the shared material]`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const shared = resolve(process.argv[2] ?? join(root, '../shared'));
const target = join(root, 'data/poverty-counties');

/** Rows of a CSV file; cells with a comma are quoted. */
function csv(name) {
  const text = readFileSync(join(shared, 'data/poverty-counties', name), 'utf8').replace(/^\uFEFF/, '');
  const [header, ...rows] = text.trim().split(/\r?\n/).map(cellsOf);
  return rows.map((cells) => Object.fromEntries(header.map((key, index) => [key, cells[index] ?? ''])));
}

function cellsOf(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

const cell = (value) => (/[",]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

function write(name, header, rows) {
  const lines = [header, ...rows].map((row) => row.map(cell).join(','));
  writeFileSync(join(target, name), `${lines.join('\n')}\n`);
  console.log(`${name}: ${rows.length}`);
}

/** 28 of Hubei’s and 40 of Hunan’s counties are the nation’s, 9 and 11 the province’s own. */
const counties = ['hubei_37.csv', 'hunan_51.csv'].flatMap((file) =>
  csv(file).map(({ adcode, name, level, exit_year, source }) => {
    // A part of the Hubei list is told by how it was put together; the announcement is its source all the same.
    const named = source.replace(/ \(national part.*$/, '');
    return [adcode, name, level === '省定' ? 'province' : 'nation', exit_year, 'sourced', named];
  }),
);

const years = csv('hubei_yearly_results.csv')
  .filter(({ year }) => /^20\d\d$/.test(year))
  .map(({ year, out_of_poverty_10k, villages_out, counties_out }) => [
    ...['420000', year, out_of_poverty_10k, villages_out, counties_out],
    ...['sourced', '湖北省政府、省扶贫办历年公告'],
  ]);

const PROVINCES = { 湖北: '420000', 湖南: '430000', 广东: '440000' };
const finals = csv('provincial_outcomes.csv')
  .filter(({ province }) => province in PROVINCES)
  .map(({ province, people_out_10k, counties_out, villages_out }) => [
    ...[PROVINCES[province], people_out_10k, counties_out, villages_out],
    ...['unverified', '各省脱贫攻坚总结（公开报道汇总）'],
  ]);

mkdirSync(target, { recursive: true });
write('county-exits.csv', ['code', 'name', 'listed_by', 'exit_year', 'status', 'source'], counties);
const totals = ['persons_10k', 'villages', 'counties', 'status', 'source'];
write('results-by-year.csv', ['province', 'year', ...totals], years);
write(
  'final-results.csv',
  ['province', ...totals],
  finals.map(([province, persons, ofCounties, villages, ...rest]) => [
    ...[province, persons, villages, ofCounties],
    ...rest,
  ]),
);
