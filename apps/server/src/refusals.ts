import type { AccountRefusal, ChangePasswordRefusal, SignInRefusal } from '@daohu/domain/access/contract';
import type { RecodeCountyRefusal } from '@daohu/domain/divisions/contract';
import { DIVISION_LEVEL_LABELS } from '@daohu/domain/divisions/labels';
import type { ExportRefusal, ImportRefusal, LaterAct, RekeyImportsRefusal } from '@daohu/domain/exchange/contract';
import { importStateLabels } from '@daohu/domain/exchange/labels';
import type { RegisterRefusal } from '@daohu/domain/register/contract';
import type {
  ComparisonRefusal,
  DraftRefusal,
  LawRefusal,
  StandardsRefusal,
  WhatIfRefusal,
} from '@daohu/domain/standards/contract';
import { assertNever, countyOf } from '@daohu/kernel';
import type { NotPermitted } from './run.ts';

/** Every refusal that the system can give. A new code is a compile error here until it has a status and a sentence. */
export type AnyRefusal =
  | NotPermitted
  | SignInRefusal
  | AccountRefusal
  | ChangePasswordRefusal
  | RegisterRefusal
  | ImportRefusal
  | ExportRefusal
  | StandardsRefusal
  | LawRefusal
  | DraftRefusal
  | ComparisonRefusal
  | WhatIfRefusal
  | RecodeCountyRefusal
  | RekeyImportsRefusal
  | { readonly code: 'not-signed-in' }
  | { readonly code: 'password-must-change' };

type Sentence = readonly [zhCn: string, en: string];

export function statusOf(refusal: AnyRefusal): 400 | 401 | 403 | 404 | 409 | 422 | 423 {
  switch (refusal.code) {
    case 'not-signed-in':
    case 'wrong-name-or-password':
      return 401;
    case 'not-permitted':
    case 'password-must-change':
    case 'account-disabled':
    case 'place-out-of-reach':
      return 403;
    case 'account-locked':
      return 423;
    case 'account-not-found':
    case 'household-not-found':
    case 'person-not-found':
    case 'village-not-found':
    case 'county-not-found':
    case 'import-not-found':
    case 'clause-not-found':
    case 'pack-not-found':
    case 'no-law-at-place':
    case 'rule-not-in-pack':
    case 'not-on-record':
    case 'rule-unknown':
    case 'law-silent':
    case 'county-not-live':
      return 404;
    case 'sign-in-name-taken':
    case 'wrong-state':
    case 'register-moved-on':
    case 'later-acts-rest-on-it':
    case 'code-taken':
    case 'imports-under-way':
      return 409;
    default:
      return 422;
  }
}

/** What happened and what to do next, in the user's words. */
export function sentenceOf(refusal: AnyRefusal): Sentence {
  switch (refusal.code) {
    case 'not-signed-in':
      return [
        '您尚未登录或登录已过期，请重新登录。',
        'You are not signed in, or the session has ended. Sign in again.',
      ];
    case 'not-permitted':
      return [
        '您的角色不能进行这项操作。如确有需要，请联系本级系统管理员调整角色。',
        'Your role may not do this. If you need it, ask the administrator to change your role.',
      ];
    case 'password-must-change':
      return ['首次登录须先修改密码。', 'Change your password first.'];
    case 'wrong-name-or-password':
      return ['账号或密码不正确，请重新输入。', 'The account name or password is wrong. Enter it again.'];
    case 'account-locked':
      return [
        `连续多次密码错误，账号已暂时锁定，请于${clockTime(refusal.lockedUntil)}后再试，或请管理员重置密码。`,
        `Too many wrong passwords. Try again after ${clockTime(refusal.lockedUntil)} (China time), or ask the administrator to reset it.`,
      ];
    case 'account-disabled':
      return ['该账号已停用，请联系本级系统管理员。', 'This account is disabled. Ask the administrator.'];
    case 'account-not-found':
      return ['没有找到该账号，或不在您的管辖范围内。', 'There is no such account within your reach.'];
    case 'sign-in-name-taken':
      return [
        `登录名“${refusal.signInName}”已被使用，请换一个。`,
        `The name “${refusal.signInName}” is taken. Choose another.`,
      ];
    case 'division-not-found':
      return [
        '没有找到该行政区划，或不在您的管辖范围内，请重新选择。',
        'There is no such division within your reach. Choose another.',
      ];
    case 'own-account':
      return [
        '不能修改自己的账号，请由其他管理员办理。',
        'You cannot change your own account; another administrator must.',
      ];
    case 'current-password-wrong':
      return ['当前密码不正确，请重新输入。', 'The current password is wrong. Enter it again.'];
    case 'password-too-short':
      return [
        `新密码至少${refusal.minimum}个字符，请加长。`,
        `The new password needs at least ${refusal.minimum} characters.`,
      ];
    case 'password-unchanged':
      return ['新密码不能与当前密码相同。', 'The new password must differ from the current one.'];
    case 'household-not-found':
      return ['没有找到该户，或不在您的管辖范围内。', 'There is no such household within your reach.'];
    case 'person-not-found':
      return ['没有找到该人，或不在您的管辖范围内。', 'There is no such person within your reach.'];
    case 'village-not-found':
      return ['没有找到该村，或不在您的管辖范围内。', 'There is no such village within your reach.'];
    case 'county-not-found':
      return ['没有找到该县，或不在您的管辖范围内。', 'There is no such county within your reach.'];
    case 'county-item-unknown':
      return [
        `县没有“${refusal.field}”这一项。可以填报的有：${refusal.known.join('、')}。`,
        `A county has no item ${refusal.field}. It has: ${refusal.known.join(', ')}.`,
      ];
    case 'county-figure-unfit': {
      const { item, takes } = refusal;
      if (takes === 'yes-or-no') return [`“${item}”只能填是或否。`, `${item} takes yes or no.`];
      const { low, high, unit } = takes;
      return [
        `“${item}”应为 ${low} 到 ${high} 的整数（${unit}）。`,
        `${item} takes a whole number from ${low} to ${high} (${unit}).`,
      ];
    }
    case 'item-not-sensitive':
      return ['该项没有加密，页面上已是全部内容。', 'This item is not masked; the page shows all of it.'];
    case 'nothing-recorded':
      return ['该项尚未登记内容。', 'Nothing is recorded here.'];
    case 'import-not-found':
      return ['没有找到这次导入，或不在您的管辖范围内。', 'There is no such import within your reach.'];
    case 'file-unreadable':
      return [refusal.reason, refusal.reasonEn];
    case 'set-not-recognised':
      return [
        `认不出这是哪一种表：前几行中没有足够的标准表头（看到的是：${refusal.labels.slice(0, 8).join('、') || '没有文字'}）。请使用系统导出的模板，或把表头改为标准名称后重新导入。`,
        'No known set of column headings was found in the first rows. Use a template exported by the system, or restore the standard headings.',
      ];
    case 'year-needed':
      return ['文件中没有年度，请填写数据所属年度。', 'The file does not tell its year. Enter the year of the data.'];
    case 'place-needed':
      return [
        '请选择数据所属的行政区划（表中的村名在此范围内查找）。',
        'Choose the division that the data belong to; village names are looked up within it.',
      ];
    case 'place-out-of-reach':
      return ['所选行政区划不在您的管辖范围内，请重新选择。', 'That division is beyond your reach. Choose another.'];
    case 'wrong-state':
      return [
        `这次导入当前为“${importStateLabels[refusal.state]}”，不能进行这项操作（需为：${refusal.needed.map((state) => importStateLabels[state]).join('、')}）。`,
        `The import is “${refusal.state}”; this needs: ${refusal.needed.join(', ')}.`,
      ];
    case 'nothing-to-apply':
      return [
        '没有可以导入的行：全部与台账相同或已被拒绝。',
        'There is nothing to apply: every row is unchanged or refused.',
      ];
    case 'register-moved-on':
      return [
        `预览之后台账已有变动，涉及${refusal.rows}行。预览已更新，请重新核对后再确认导入。`,
        `The register changed since the preview (${refusal.rows} rows). The preview is updated; check it again.`,
      ];
    case 'masked-file':
      return [
        '这是脱敏导出的文件，证件号码不完整，不能导入。请使用未脱敏的原表。',
        'This is a masked export and cannot be imported. Use the unmasked original.',
      ];
    case 'set-not-exported':
      return [
        `没有“${refusal.set}”这种可导出的表，请在 R1、R3、R4、R7、E1、E2、E3 中选择。`,
        `There is no set “${refusal.set}” to export. Choose R1, R3, R4, R7, E1, E2 or E3.`,
      ];
    case 'reason-needed':
      return [
        '导出完整证件号码须写明理由，理由将记入日志。请填写后再导出。',
        'Say why whole ID numbers are needed; the reason is logged.',
      ];
    case 'sheet-too-long':
      return [
        '超过一张工作表能容纳的1048576行，请改为导出CSV，或分县导出。',
        'A workbook holds 1,048,576 rows. Export CSV instead, or county by county.',
      ];
    case 'later-acts-rest-on-it':
      return [
        `不能撤销：此后又有操作改动了同样的记录（${refusal.acts.map((act) => laterActWords(act)[0]).join('；')}）。请先撤销这些操作。`,
        `It cannot be undone: later acts changed the same records (${refusal.acts.map((act) => laterActWords(act)[1]).join('; ')}). Undo those first.`,
      ];
    case 'household-struck-off':
      return ['该户已从台账中移出，不再核查。', 'This household is no longer on the register and is not judged.'];
    case 'draft-not-ready':
      return [
        `这条规则还有 ${refusal.problems} 处问题，请先改正，再试行。`,
        `The rule still has ${refusal.problems} problems. Mend them before you try it.`,
      ];
    case 'draft-too-slow':
      return [
        `试行超过 ${refusal.seconds} 秒，已停止。请选择小一些的地区，或把规则写得简单些。`,
        `The trial took more than ${refusal.seconds} seconds and was stopped. Choose a smaller place, or a simpler rule.`,
      ];
    case 'subject-not-judged-over-division':
      return [
        `关于“${refusal.subject}”的规则不能在一个地区试行，请用试算逐例核对。`,
        `A rule about a ${refusal.subject} cannot be tried over a place. Try it on single examples.`,
      ];
    case 'pack-not-found':
      return [
        `没有「${refusal.pack}」这个政策包，现有：${refusal.known.join('、')}。`,
        `There is no pack “${refusal.pack}”. There are: ${refusal.known.join(', ')}.`,
      ];
    case 'parameter-unknown':
      return [
        `政策包里没有参数「${refusal.parameter}」。${refusal.near.length > 0 ? `是不是：${refusal.near.join('、')}？` : ''}`,
        `No pack has a parameter “${refusal.parameter}”.${refusal.near.length > 0 ? ` Did you mean ${refusal.near.join(', ')}?` : ''}`,
      ];
    case 'parameter-not-used':
      return [
        `规则“${refusal.rule}”和各项待遇都没有用到参数「${refusal.parameter}」，改动它不会有变化。用到的参数：${refusal.used.join('、') || '无'}。`,
        `Neither the rule “${refusal.rule}” nor an entitlement uses “${refusal.parameter}”, so nothing would move. In use: ${refusal.used.join(', ') || 'none'}.`,
      ];
    case 'value-out-of-range':
      return [
        `参数「${refusal.parameter}」的值应在 ${refusal.low} 至 ${refusal.high} ${refusal.unit}之间。`,
        `The value of “${refusal.parameter}” should be from ${refusal.low} to ${refusal.high} ${refusal.unit}.`,
      ];
    case 'no-law-at-place':
      return [
        `${refusal.place}在${refusal.date}没有适用的政策包。请核对地区和日期。`,
        `No pack speaks at ${refusal.place} on ${refusal.date}. Check the place and the day.`,
      ];
    case 'rule-not-in-pack':
      return [
        `政策包「${refusal.pack}」里没有规则「${refusal.rule}」。${refusal.known.length > 0 ? `其中有：${refusal.known.join('、')}。` : '其中还没有规则。'}`,
        `Pack “${refusal.pack}” has no rule “${refusal.rule}”.${refusal.known.length > 0 ? ` It has: ${refusal.known.join(', ')}.` : ' It has no rules yet.'}`,
      ];
    case 'rule-unknown':
      return [
        `没有“${refusal.rule}”这条核查规则，可用的有：${refusal.known.join('、')}。`,
        `There is no rule “${refusal.rule}”. Known: ${refusal.known.join(', ')}.`,
      ];
    case 'no-rule':
      return [
        `${refusal.date}这一天，该地区还没有可用的标准（${refusal.rule}）。请换一个日期，或请政策管理员补充政策包。`,
        `No standard (${refusal.rule}) holds there on ${refusal.date}. Choose another day, or have the policy pack added.`,
      ];
    case 'law-silent':
      return refusal.date < refusal.from
        ? [
            `“${refusal.title}”自${refusal.from}起施行，不能按它试算${refusal.date}的情况。请换一个日期或另一份文件。`,
            `“${refusal.title}” holds from ${refusal.from}, so nothing can be tried under it for ${refusal.date}. Choose another day or document.`,
          ]
        : [
            `“${refusal.title}”和它的上级规定在${refusal.date}都没有“${refusal.rule}”这条规则，不能按它试算。请换一份文件或另一条规则。`,
            `Neither “${refusal.title}” nor what it rests on has the rule “${refusal.rule}” on ${refusal.date}. Choose another document or rule.`,
          ];
    case 'not-on-record':
      return [
        `${refusal.year === null ? '没有任何年度的台账' : `${refusal.year}年度没有台账`}，无法核查。${refusal.years.length > 0 ? `有台账的年度：${refusal.years.join('、')}；请改选日期，或先导入该年度数据。` : '请先导入数据。'}`,
        `Nothing is on record${refusal.year === null ? '' : ` for ${refusal.year}`}.${refusal.years.length > 0 ? ` On record: ${refusal.years.join(', ')}; choose a day in one of these years, or import the year.` : ' Import the data first.'}`,
      ];
    case 'clause-not-found':
      return [`没有编号为“${refusal.id}”的条款，请核对编号。`, `There is no clause “${refusal.id}”. Check the number.`];
    case 'parameter-not-open':
      return [
        `“${refusal.parameter}”在该地区这一天不是待填参数，文件已有规定或不适用。${refusal.open.length > 0 ? `可填的参数：${refusal.open.join('、')}。` : ''}`,
        `“${refusal.parameter}” is not open there on that day.${refusal.open.length > 0 ? ` Open: ${refusal.open.join(', ')}.` : ''}`,
      ];
    case 'value-not-fitting':
      return [
        `“${refusal.parameter}”的值不合要求，应填${refusal.unit === '' ? '符合类型的值' : `以“${refusal.unit}”为单位、在允许范围内的整数`}，请改正。`,
        `The value of “${refusal.parameter}” does not fit; it is ${refusal.unit === '' ? 'of another type' : `a whole number in ${refusal.unit} within its range`}.`,
      ];
    case 'dates-reversed':
      return [
        `终止日期${refusal.holdsUntil}早于起始日期${refusal.holdsFrom}，请改正。`,
        `The last day ${refusal.holdsUntil} is before the first day ${refusal.holdsFrom}.`,
      ];
    case 'series-unknown':
      return [
        `没有“${refusal.series}”这个统计数列，可填的有：${refusal.known.join('、')}。`,
        `There is no series “${refusal.series}”. Known: ${refusal.known.join(', ')}.`,
      ];
    case 'level-not-asked':
      return [
        `这项统计值只填到${refusal.levels.map((level) => DIVISION_LEVEL_LABELS[level]).join('、')}，请改选行政区划。`,
        `This series is kept for: ${refusal.levels.join(', ')}. Choose another division.`,
      ];
    case 'figure-out-of-range':
      return [
        `统计值应在${refusal.low}至${refusal.high}之间（单位：${refusal.unit}），请检查单位是否填错。`,
        `The figure must lie between ${refusal.low} and ${refusal.high} (${refusal.unit}). Check the unit.`,
      ];
    case 'recode-not-in-force':
      return [
        `变更日期${refusal.on}还没有到。台账按当前代码保存，请在该日或之后办理。`,
        `The change is in force from ${refusal.on} only. Carry it out on that day or later.`,
      ];
    case 'county-not-live':
      return [
        `没有代码为${countyOf(refusal.from)}的现行县级区划，或不在您的管辖范围内。可能此前已经变更，请核对原代码。`,
        `No county of today has the code ${countyOf(refusal.from)} within your reach. It may have been recoded before; check the old code.`,
      ];
    case 'not-a-county-code':
      return [
        `${refusal.to}不是县级区划代码。请填写六位县级代码，例如420882。`,
        `${refusal.to} is not the code of a county. Give its six digits, such as 420882.`,
      ];
    case 'code-taken':
      return [
        `代码${countyOf(refusal.to)}正由另一个县使用，不能作为新代码。请核对文件中的新代码；合并到已有的县不在此办理。`,
        `The code ${countyOf(refusal.to)} is in use by another county. Check the new code; a merger is not done here.`,
      ];
    case 'city-missing':
      return [
        `新代码${countyOf(refusal.to)}所属的地级区划不在系统中，请核对新代码的前四位。`,
        `The city of the new code ${countyOf(refusal.to)} is not on record. Check its first four digits.`,
      ];
    case 'imports-under-way':
      return [
        `该县有导入正在进行（编号${refusal.imports.join('、')}）。请等待其完成或取消后再办理。`,
        `Imports are under way there (${refusal.imports.join(', ')}). Wait until they end, or cancel them.`,
      ];
    default:
      return assertNever(refusal);
  }
}

function laterActWords({ command, importId, accountName, at, records }: LaterAct): Sentence {
  const [zh, en] = actWords(command, importId);
  const when = clockTime(at);
  return [`${accountName} ${when} ${zh}，${records}条`, `${en} by ${accountName} on ${when}, ${records} records`];
}

function actWords(command: string, importId: number | null): Sentence {
  switch (command) {
    case 'exchange.applyImport':
      return importId === null ? ['导入', 'an import'] : [`第${importId}号导入`, `import ${importId}`];
    case 'exchange.undoImport':
      return ['撤销导入', 'the undo of an import'];
    case 'divisions.recodeCounty':
      return ['县级代码变更', 'the recode of a county'];
    default:
      return ['其他操作', 'another act'];
  }
}

/** Of an instant in China: day, hour and minute. */
function clockTime(iso: string): string {
  return new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
