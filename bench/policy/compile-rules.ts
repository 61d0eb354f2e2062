import { policySchema } from '@daohu/domain/standards';
import { compileColumns, divisionChain, loadPackFiles, type PackFile } from '@daohu/policy';
import { benchFiles, DATE, RULES } from './bench-rules.ts';
import { inventProvince } from './province.ts';

/** From the texts of the files to functions that are ready to run: rules of the bench, again under other names. */
export function compileManyRules(count: number): { library: number; program: number } {
  const files = benchFiles();
  const isRule = ({ path }: PackFile): boolean => /^bench\/[a-z-]+\.yaml$/.test(path) && !path.endsWith('/pack.yaml');
  // In the order of the list a rule stands behind those that it calls, so the last copy may end anywhere.
  const own = RULES.flatMap((id) => files.filter((file) => isRule(file) && file.text.startsWith(`rule: ${id}\n`)));
  const many: PackFile[] = [];
  const ids: string[] = ['exit-household'];
  for (let copy = 0; many.length < count - ids.length; copy++) {
    for (const { path, text } of own) {
      if (many.length === count - ids.length) break;
      many.push({ path: path.replace('.yaml', `-${copy}.yaml`), text: renamed(text, copy) });
    }
  }
  const others = files.filter((file) => !isRule(file) && !file.path.endsWith('.cases.yaml'));
  const started = performance.now();
  const library = loadPackFiles([...others, ...many], policySchema);
  const read = performance.now();
  const all = [...ids, ...many.map(({ text }) => /^rule: (\S+)/.exec(text)![1]!)];
  const program = compileColumns(library, all, DATE);
  const compiled = performance.now();
  // The functions are made for columns, so there must be some; a single village costs next to nothing.
  const columns = inventProvince(library.schema, program.reads, { villages: 1, households: 1, counties: 1 }, 0.5);
  const chain = divisionChain(420_100_000_000);
  const ready = performance.now();
  program.runNow({ ...columns, segments: columns.segments.map((segment) => ({ ...segment, chain })) });
  const run = performance.now();
  if (all.length !== count) throw new Error(`${all.length} rules instead of ${count}`);
  return { library: (read - started) / 1_000, program: (compiled - read + run - ready) / 1_000 };
}

/** A copy that calls the rules of its own copy. */
function renamed(text: string, copy: number): string {
  return text
    .replace(/^rule: (\S+)/, `rule: $1-${copy}`)
    .replace(/^name: (\S+)/m, `name: $1${copy}`)
    .replace(/(测速\p{Script=Han}+)\(/gu, (call, name: string) => (/标准$/.test(name) ? call : `${name}${copy}(`));
}
