import { policySchema } from '@daohu/domain/standards';
import { compileColumns, divisionChain, loadPackFiles, type PackFile } from '@daohu/policy';
import { benchFiles, DATE, RULES } from './bench-rules.ts';
import { inventProvince } from './province.ts';

/** Seconds, and CPU seconds, which a busy machine does not lengthen. */
export interface Compiled {
  readonly library: number;
  readonly program: number;
  readonly libraryCpu: number;
  readonly programCpu: number;
}

/** From the texts of the files to functions that are ready to run: rules of the bench, again under other names. */
export function compileManyRules(count: number): Compiled {
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
  const watch = new StopWatch();
  const library = loadPackFiles([...others, ...many], policySchema);
  const read = watch.lap();
  const all = [...ids, ...many.map(({ text }) => /^rule: (\S+)/.exec(text)![1]!)];
  const program = compileColumns(library, all, DATE);
  const compiled = watch.lap();
  // The functions are made for columns, so there must be some; a single village costs next to nothing.
  const columns = inventProvince(library.schema, program.reads, { villages: 1, households: 1, counties: 1 }, 0.5);
  const chain = divisionChain(420_100_000_000);
  watch.lap();
  program.runNow({ ...columns, segments: columns.segments.map((segment) => ({ ...segment, chain })) });
  const run = watch.lap();
  if (all.length !== count) throw new Error(`${all.length} rules instead of ${count}`);
  return {
    library: read.seconds,
    program: compiled.seconds + run.seconds,
    libraryCpu: read.cpu,
    programCpu: compiled.cpu + run.cpu,
  };
}

class StopWatch {
  private started = performance.now();
  private usage = process.cpuUsage();

  /** Since the last lap. */
  lap(): { seconds: number; cpu: number } {
    const seconds = (performance.now() - this.started) / 1_000;
    const { user, system } = process.cpuUsage(this.usage);
    this.started = performance.now();
    this.usage = process.cpuUsage();
    return { seconds, cpu: (user + system) / 1_000_000 };
  }
}

/** A copy that calls the rules of its own copy. */
function renamed(text: string, copy: number): string {
  return text
    .replace(/^rule: (\S+)/, `rule: $1-${copy}`)
    .replace(/^name: (\S+)/m, `name: $1${copy}`)
    .replace(/(测速\p{Script=Han}+)\(/gu, (call, name: string) => (/标准$/.test(name) ? call : `${name}${copy}(`));
}
