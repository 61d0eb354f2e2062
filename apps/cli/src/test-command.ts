import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDemonstrationDivisions } from '@daohu/domain/divisions';
import { type OpenedSystem, openSystem } from '@daohu/server';

/** Lets a process say at its end how much memory it ever held: nobody else can ask it afterwards. */
const WEIGH = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak '+process.resourceUsage().maxRSS))`;
const COMMAND = fileURLToPath(new URL('./main.ts', import.meta.url));

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What `--json` printed. */
  readonly json: unknown;
  /** What was said to people. */
  readonly said: string;
  readonly peakMegabytes: number;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** For tests: `daohu` as a process of its own, on a data folder of its own with the invented county and its database. */
export interface CommandLine {
  readonly folder: string;
  /** The same data folder, opened beside the commands, to look at what they leave. */
  readonly system: OpenedSystem;
  start(...words: string[]): Running;
  run(...words: string[]): Promise<Ended>;
  close(): Promise<void>;
}

export async function commandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daohu-command-'));
  const data = path.join(folder, 'data');
  const system = await openSystem({ dataFolder: data, mode: 'attach-or-start', demonstration: false });
  await system.database.asOwner((owner) => loadDemonstrationDivisions(owner));
  const start = (...words: string[]): Running => {
    const args = ['--import', 'tsx', '--import', WEIGH, COMMAND, ...words, '--data', data, '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    let said = '';
    child.stdout.on('data', (text) => {
      printed += text;
    });
    child.stderr.on('data', (text) => {
      said += text;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, signal) => {
        const peak = /\npeak (\d+)$/.exec(said);
        const json: unknown = printed === '' ? null : JSON.parse(printed);
        resolve({ exitCode, signal, json, said, peakMegabytes: Number(peak?.[1]) / 1024 });
      });
    });
    return { process: child, ended };
  };
  return {
    folder,
    system,
    start,
    run: (...words) => start(...words).ended,
    async close() {
      await system.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
