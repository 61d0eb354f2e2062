import { Note, useWords } from '@daohu/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import dayjs from 'dayjs';
import { useId, useState } from 'react';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { packQuery, packsQuery, ruleQuery } from './law-queries.ts';
import { ReplaceDraft } from './replace-draft.tsx';
import { draftOfRule, isUntouched, newDraft, type RuleDraft } from './rule-draft.ts';

interface DraftBeginningProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
}

/** The pack the rule belongs to, and what it begins as: blank, or a rule of the pack. */
export function DraftBeginning({ draft, onChange }: DraftBeginningProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const client = useQueryClient();
  const packs = useQuery(packsQuery);
  const pack = useQuery(packQuery(draft.pack));
  const [packId, ruleId] = [useId(), useId()];
  const [wanted, setWanted] = useState<string | null>(null);
  const [isFormula, setIsFormula] = useState(false);
  const begin = async (rule: string) => {
    setWanted(null);
    if (rule === '') {
      onChange(newDraft(draft.pack, dayjs().format('YYYY-MM-DD')));
      return;
    }
    const detail = await client.fetchQuery(ruleQuery({ pack: draft.pack, rule, asOf: null, place: null }));
    const begun = draftOfRule(detail);
    setIsFormula(begun === null);
    if (begun) onChange(begun);
  };
  return (
    <section className="panel draft-beginning">
      <div className="field">
        <label htmlFor={packId}>{words.pack}</label>
        <Select
          id={packId}
          value={draft.pack}
          onChange={(key) => onChange({ ...draft, pack: key })}
          options={packs.data?.map(({ key, title }) => ({ value: key, label: title })) ?? []}
        />
      </div>
      <div className="field">
        <label htmlFor={ruleId}>{words.beginFrom}</label>
        <Select
          id={ruleId}
          value={null}
          placeholder={words.chooseRule}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(rule: string) => (isUntouched(draft) ? void begin(rule) : setWanted(rule))}
          options={[
            { value: '', label: words.blank },
            ...(pack.data?.rules.map(({ rule, title }) => ({ value: rule, label: title })) ?? []),
          ]}
        />
      </div>
      {isFormula ? <Note tone="notice">{words.formula}</Note> : null}
      <ReplaceDraft
        isAsked={wanted !== null}
        onReplace={() => void begin(wanted ?? '')}
        onKeep={() => setWanted(null)}
      />
    </section>
  );
}
