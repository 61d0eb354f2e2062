import { getItem, type ItemId, itemsOf } from '@daohu/dictionary';
import type { HouseholdDetail, Member } from '@daohu/domain/register/contract';
import { ageOn, parseCalendarDate } from '@daohu/kernel';
import { type Column, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useMay } from '../access/me.ts';
import { ItemGrid } from '../items/item-grid.tsx';
import { itemValueText } from '../items/item-value.ts';
import { RevealedValue } from '../items/revealed-value.tsx';
import { householdEn } from './household.messages.en.ts';
import { householdZhCn } from './household.messages.zh-cn.ts';

/** 家庭成员. The chief facts of each in a line; the name opens all of them. */
export function MemberTable({ household }: { readonly household: HouseholdDetail }) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const { language } = useLanguage();
  const mayReveal = useMay('register.revealSensitive');
  const [opened, setOpened] = useState<Member | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const { year, members } = household;
  const day = parseCalendarDate(household.asOf ?? `${year}-12-31`);

  const itemColumn = (id: ItemId, title: string): Column<Member> => {
    const item = getItem(id);
    return {
      key: item.field,
      title,
      cell: (member) => {
        const text = itemValueText(item, member.yearly[item.field] ?? member.identity[item.field], year, language);
        return text === null ? <span className="absent">{words.notRecorded}</span> : <span lang="zh-CN">{text}</span>;
      },
    };
  };
  const columns: Column<Member>[] = [
    {
      key: 'name',
      title: words.name,
      leading: true,
      cell: (member) => (
        <Button
          type="link"
          className="member-name"
          aria-label={words.detailsOf(member.name)}
          onClick={() => {
            setOpened(member);
            setIsOpen(true);
          }}
        >
          <span lang="zh-CN">{member.name}</span>
        </Button>
      ),
    },
    itemColumn('person.relation', words.relation),
    itemColumn('person.sex', words.sex),
    {
      key: 'age',
      title: words.age,
      cell: (member) => {
        const born = parseCalendarDate(String(member.identity.bornOn ?? ''));
        return born && day ? words.years(ageOn(born, day)) : <span className="absent">{words.notRecorded}</span>;
      },
    },
    {
      key: 'idNumber',
      title: words.idNumber,
      cell: (member) =>
        member.idNumberMasked === null ? (
          <span className="absent">{words.notRecorded}</span>
        ) : (
          <RevealedValue
            masked={member.idNumberMasked}
            label={words.idNumber}
            of={member.name}
            where={{ countyCode: household.countyCode, entity: 'person', id: member.personId, field: 'idNumber' }}
          />
        ),
    },
    itemColumn('person.education', words.education),
    itemColumn('person.schoolStatus', words.schooling),
    itemColumn('person.health', words.health),
    itemColumn('person.laborSkill', words.labour),
  ];

  return (
    <>
      <div className="scroll-x">
        <RecordTable
          caption={words.membersCaption}
          columns={columns}
          rows={members}
          rowKey={(member) => member.personId}
        />
      </div>
      {mayReveal ? <p className="absent member-note">{words.revealNote}</p> : null}
      <Drawer
        title={opened?.name}
        open={isOpen}
        onClose={() => setIsOpen(false)}
        size="min(480px, 94vw)"
        closable={{ 'aria-label': words.close }}
      >
        {opened ? (
          <ItemGrid
            items={itemsOf('person').filter((item) => item.field !== 'name')}
            values={{ ...opened.identity, ...opened.yearly, idNumber: opened.idNumberMasked }}
            year={year}
            opensAt={{
              of: opened.name,
              where: { countyCode: household.countyCode, entity: 'person', id: opened.personId, year },
            }}
          />
        ) : null}
      </Drawer>
    </>
  );
}
