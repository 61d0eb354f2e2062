import type { Item } from '@daohu/dictionary';
import type { ItemValues } from '@daohu/domain/register/contract';
import { formatYuan, Mark, useLanguage, useWords } from '@daohu/ui';
import { itemName } from '../items/item-value.ts';
import { householdEn } from './household.messages.en.ts';
import { householdZhCn } from './household.messages.zh-cn.ts';
import { incomeItems, subtotalOf } from './household-sections.ts';
import { checkSum } from './income-check.ts';

const SIGNS: Record<string, string> = { businessExpense: '−', netIncome: '=', annualIncome: '=' };
const TOTALS = new Set(['annualIncome', 'netIncome', 'netIncomePerHead', 'disposableIncomePerHead']);

/** 收入: adds up before the reader's eyes, and says where the reported sums do not. */
export function IncomeTable({ values }: { readonly values: ItemValues }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const shown = incomeItems.filter((item) => subtotalOf(item) === null || typeof values[item.field] === 'number');
  return (
    <table className="income">
      <caption className="unseen">{words.income}</caption>
      <thead>
        <tr>
          <th scope="col">{words.incomeItem}</th>
          <th scope="col" className="at-end">
            {words.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((item) => {
          const amount = values[item.field];
          const inner = subtotalOf(item) !== null;
          return (
            <tr key={item.id} className={TOTALS.has(item.field) ? 'income-total' : undefined}>
              <th scope="row" className={inner ? 'income-inner' : undefined}>
                <span className="income-sign" aria-hidden="true">
                  {SIGNS[item.field] ?? ''}
                </span>
                {inner ? <span className="absent">{words.ofWhich} </span> : null}
                {itemName(item, language)}
                {item.field === 'netIncomePerHead' && typeof values.size === 'number' ? (
                  <span className="absent"> {words.people(values.size)}</span>
                ) : null}
              </th>
              <td className="at-end">
                {typeof amount === 'number' ? (
                  <span className="figure">{formatYuan(amount)}</span>
                ) : (
                  <span className="absent">{words.notRecorded}</span>
                )}
                <SumNote item={item} values={values} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function SumNote({ item, values }: { readonly item: Item; readonly values: ItemValues }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const check = checkSum(item, values);
  if (check === null) return null;
  if (check.is === 'agrees') {
    return (
      <span className="income-agrees">
        <Mark name="good" />
        <span className="unseen">{words.agrees}</span>
      </span>
    );
  }
  const sentence =
    check.is === 'differs'
      ? words.mismatch(formatYuan(check.expected))
      : words.partsMissing(check.parts.map((part) => itemName(part, language)).join('、'), check.parts.length);
  return <span className={`income-note income-${check.is}`}>{sentence}</span>;
}
