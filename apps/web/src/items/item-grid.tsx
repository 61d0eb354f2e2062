import type { Item } from '@daohu/dictionary';
import type { ItemValues, RevealSensitive } from '@daohu/domain/register/contract';
import { DefinitionGrid, useLanguage, useWords } from '@daohu/ui';
import { householdEn } from '../register/household.messages.en.ts';
import { householdZhCn } from '../register/household.messages.zh-cn.ts';
import { itemName, itemValueText } from './item-value.ts';
import { RevealedValue } from './revealed-value.tsx';

interface ItemGridProps {
  readonly items: readonly Item[];
  readonly values: ItemValues;
  readonly year: number;
  /** Shows only what is recorded. */
  readonly recordedOnly?: boolean;
  /** Where sensitive values can be opened, and whose they are; left out where they cannot. */
  readonly opensAt?: { readonly of: string; readonly where: Omit<RevealSensitive, 'field'> };
}

/** Items of the dictionary with the values of one record. */
export function ItemGrid({ items, values, year, recordedOnly = false, opensAt }: ItemGridProps) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const shown = items
    .map((item) => ({ item, text: itemValueText(item, values[item.field], year, language) }))
    .filter(({ text }) => text !== null || !recordedOnly);
  if (shown.length === 0) return <p className="absent">{words.nothingRecorded}</p>;
  return (
    <DefinitionGrid
      definitions={shown.map(({ item, text }) => ({
        key: item.id,
        term: itemName(item, language),
        value:
          text === null ? (
            <span className="absent">{words.notRecorded}</span>
          ) : item.sensitivity === 'sensitive' && opensAt ? (
            <RevealedValue
              masked={text}
              label={itemName(item, language)}
              of={opensAt.of}
              where={{ ...opensAt.where, field: item.field }}
            />
          ) : (
            <span lang={item.codeList || item.type === 'text' ? 'zh-CN' : undefined}>{text}</span>
          ),
      }))}
    />
  );
}
