import type { Database } from '@daohu/db';
import type { Standards } from '@daohu/domain/standards';
import type { Clock } from '@daohu/kernel';
import type { ImportJobs } from './import-jobs.ts';
import type { Runner } from './run.ts';

/** Everything that a request, a job or a command line needs, made once at start-up. */
export interface System {
  readonly database: Database;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly imports: ImportJobs;
  /** The policy packs, and what the offices have filled in where these are open. */
  readonly standards: Standards;
  /** Folder for uploads and keys; 0700. */
  readonly dataFolder: string;
  /** Whether the invented county is loaded, which the screen says on every page. */
  readonly demonstration: boolean;
}
