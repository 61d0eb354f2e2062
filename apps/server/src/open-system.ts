import {
  type Instance,
  inTransaction,
  migrate,
  openDatabase,
  openInstance,
  personalDataCipher,
  StartRefused,
  SYSTEM_REACH,
  sql,
} from '@daohu/db';
import { hashPassword, insertAccount, issuePassword } from '@daohu/domain/access';
import { type Edition, loadDivisions } from '@daohu/domain/divisions';
import { loadStandards } from '@daohu/domain/standards';
import { type Clock, systemClock } from '@daohu/kernel';
import { demonstrationAccounts, loadDemonstration, type PrintedAccount } from './demonstration/index.ts';
import { ImportJobs } from './import-jobs.ts';
import { masterKey } from './master-key.ts';
import { runnerOf } from './run.ts';
import type { System } from './system.ts';

export interface SystemOptions {
  readonly dataFolder: string;
  /** `server` is the one server of a data folder; the command line works beside it or without it. */
  readonly mode: 'server' | 'attach-or-start';
  readonly databaseUrl?: string | undefined;
  /** Whether to load the invented county into a register that has none yet. */
  readonly demonstration: boolean;
  /** 区划年版, for a data folder that has none yet: 2016 unless said. Another than the folder has is refused. */
  readonly edition?: Edition | undefined;
  /** Master key in base64; the environment's `DAOHU_KEY` unless given. */
  readonly environmentKey?: string;
  readonly clock?: Clock;
  /** Told what takes long at a first start. */
  readonly onStep?: (sentence: string) => void;
}

export interface OpenedSystem extends System {
  readonly instance: Instance;
  /** Accounts to print: those of the demonstration, or the first administrator with a password shown once. */
  readonly accounts: readonly PrintedAccount[];
  close(): Promise<void>;
}

/** Brings everything up in order: database, schema, divisions, key, packs, and at a first start the demonstration. */
export async function openSystem(options: SystemOptions): Promise<OpenedSystem> {
  const { clock = systemClock, onStep = () => {} } = options;
  const instance = await openInstance(options.dataFolder, {
    mode: options.mode,
    databaseUrl: options.databaseUrl,
    onSlow: (reason) =>
      onStep(reason === 'first-start' ? '首次启动：正在建立数据库 …' : '上次未正常关闭：正在恢复数据库 …'),
  });
  try {
    await migrate(instance.address.owner);
    // The cipher needs the key, the key check needs the schema: the key is read over a connection of its own.
    const key = await withKey(instance, options);
    const database = openDatabase(instance.address, personalDataCipher(key));
    const divisions = await database.asOwner((owner) =>
      loadDivisions(owner, options.edition ? { edition: options.edition } : {}),
    );
    if (options.edition !== undefined && options.edition !== divisions.edition) {
      throw otherEdition(options.edition, divisions.edition);
    }
    if (divisions.loaded) onStep(`已载入行政区划 ${divisions.divisions} 条（${divisions.edition}年版）。`);
    const standards = await loadStandards();
    const runner = runnerOf(database, clock);
    const imports = new ImportJobs(database, clock, runner, instance.dataDir);
    await imports.failInterrupted();
    if (options.mode === 'server') {
      await imports.removeForgottenFiles();
      imports.watchInterrupted();
    }
    const base = { database, clock, runner, imports, standards, dataFolder: instance.dataDir, demonstration: false };
    const demonstration = await loadDemonstration(base, { wanted: options.demonstration, onStep });
    const accounts = demonstration ? demonstrationAccounts : await firstAdministrator(base, options.mode);
    return {
      ...base,
      demonstration,
      instance,
      accounts,
      async close() {
        await imports.close();
        await database.close();
        await instance.stop();
      },
    };
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

/** The codes of every record are those of one edition, so it cannot be changed by asking for another. */
function otherEdition(wanted: number, kept: number): StartRefused {
  return new StartRefused(
    'divisions-other-edition',
    `这个数据目录使用 ${kept} 年版行政区划，不能改用 ${wanted} 年版；请去掉 --divisions，或用 --data 指定一个新的目录。`,
    `This data folder keeps the divisions of ${kept} and cannot change to those of ${wanted}. Leave out --divisions, or name a new folder with --data.`,
  );
}

async function withKey(instance: Instance, options: SystemOptions): Promise<Buffer> {
  const unused = openDatabase(instance.address, personalDataCipher(Buffer.alloc(32)));
  try {
    return await unused.asOwner((owner) =>
      masterKey(instance.dataDir, options.environmentKey ?? process.env.DAOHU_KEY, owner),
    );
  } finally {
    await unused.close();
  }
}

/** Without a demonstration somebody must be able to sign in: the administrator, who has to change the password. */
async function firstAdministrator(
  system: Pick<System, 'database' | 'clock'>,
  mode: SystemOptions['mode'],
): Promise<PrintedAccount[]> {
  if (mode !== 'server') return [];
  const password = issuePassword();
  const passwordHash = await hashPassword(password);
  const made = await inTransaction(system.database, system.clock, SYSTEM_REACH, { readOnly: false }, async ({ db }) => {
    const { n } = await db.one<{ n: number }>(sql`select count(*) as n from account`);
    if (n > 0) return null;
    return insertAccount(db, {
      signInName: 'admin',
      displayName: '系统管理员',
      role: 'administrator',
      division: 0,
      divisionLevel: 'nation',
      passwordHash,
      mustChangePassword: true,
    });
  });
  return made
    ? [{ signInName: 'admin', password, displayName: '系统管理员', note: '首次登录须修改密码；此密码只显示一次' }]
    : [];
}
