import type { Mapping } from '../yaml-reader.ts';
import { COVERAGE_KEYS, readCoverage } from './coverage-item.ts';
import { FUND_KEYS, readFund } from './fund-item.ts';
import { INDICATOR_KEYS, readIndicator } from './indicator-item.ts';
import type { ItemBase, ItemKind, PackItem } from './item.ts';
import { MEASURE_KEYS, readMeasure } from './measure-item.ts';
import { PROCEDURE_KEYS, readProcedure } from './procedure-item.ts';
import { REGISTER_KEYS, readRegister } from './register-item.ts';
import { REPORT_KEYS, readReport } from './report-item.ts';
import { ROLE_KEYS, readRole } from './role-item.ts';
import { readSanction, SANCTION_KEYS } from './sanction-item.ts';
import { readTarget, TARGET_KEYS } from './target-item.ts';
import { readTask, TASK_KEYS, type TaskItem } from './task-item.ts';

interface KindOfItem {
  readonly kind: ItemKind;
  /** Its folder in a pack. */
  readonly folder: string;
  readonly word: string;
  readonly keys: readonly string[];
  readonly read: (entry: Mapping, base: ItemBase, given: PackItem | null) => PackItem;
}

export const ITEM_KINDS: readonly KindOfItem[] = [
  { kind: 'procedure', folder: 'procedures', word: '程序', keys: PROCEDURE_KEYS, read: readProcedure },
  { kind: 'target', folder: 'targets', word: '目标', keys: TARGET_KEYS, read: readTarget },
  { kind: 'coverage', folder: 'coverage', word: '全覆盖要求', keys: COVERAGE_KEYS, read: readCoverage },
  { kind: 'fund', folder: 'funds', word: '资金', keys: FUND_KEYS, read: readFund },
  { kind: 'indicator', folder: 'indicators', word: '指标', keys: INDICATOR_KEYS, read: readIndicator },
  { kind: 'report', folder: 'reports', word: '报告', keys: REPORT_KEYS, read: readReport },
  { kind: 'role', folder: 'roles', word: '职责', keys: ROLE_KEYS, read: readRole },
  { kind: 'sanction', folder: 'sanctions', word: '奖惩', keys: SANCTION_KEYS, read: readSanction },
  { kind: 'measure', folder: 'measures', word: '措施', keys: MEASURE_KEYS, read: readMeasure },
  {
    kind: 'task',
    folder: 'tasks',
    word: '任务',
    keys: TASK_KEYS,
    read: (entry, base, given) => readTask(entry, base, given as TaskItem | null),
  },
  { kind: 'register', folder: 'registers', word: '台账', keys: REGISTER_KEYS, read: readRegister },
];
