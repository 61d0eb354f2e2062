import type { AskWhatIf, RuleSummary, WhatIfLevel } from '@daohu/domain/standards/contract';
import { Field, Note, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useMe } from '../access/me.ts';
import { DivisionPicker, useSettled } from '../divisions/division-picker.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { DayField } from './day-field.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { packQuery, packsQuery, ruleQuery } from './law-queries.ts';
import './draft.css';
import './what-if.css';
import { whatIfEn } from './what-if.messages.en.ts';
import { whatIfZhCn } from './what-if.messages.zh-cn.ts';
import { adjustablesOf, type ChangedValues } from './what-if-adjustables.ts';
import { WhatIfParameters } from './what-if-parameters.tsx';
import { whatIfQuery } from './what-if-queries.ts';
import { WhatIfResult } from './what-if-result.tsx';

/** 政策测算: some values of the law moved, and who would stand where, and at what cost. Nothing is changed by it. */
export default function WhatIfPage() {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const packs = useQuery(packsQuery);
  const [address, setAddress] = useSearchParams();
  const pack = address.get('pack') ?? packs.data?.find(({ counts }) => counts.rules > 0)?.key ?? null;
  const known = useQuery({ ...packQuery(pack ?? ''), enabled: pack !== null });
  const rules = known.data?.rules.filter(isMeasurable) ?? [];
  const rule =
    rules.find((one) => one.rule === address.get('rule'))?.rule ?? rules.find(isExit)?.rule ?? rules[0]?.rule;
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(address);
    next.set(name, value);
    if (name === 'pack') next.delete('rule');
    setAddress(next, { replace: true });
  };
  const [packId, ruleId] = [useId(), useId()];
  return (
    <LawFrame title={words.title}>
      <p className="law-intro">{words.intro}</p>
      {packs.isError ? <FailureNote error={packs.error} onRetry={() => packs.refetch()} /> : null}
      {known.isError ? <FailureNote error={known.error} onRetry={() => known.refetch()} /> : null}
      {packs.isPending || (pack !== null && known.isPending) ? <p role="status">{common.loading}</p> : null}
      {pack === null || !known.data ? null : (
        <section className="panel draft-beginning">
          <Field id={packId} label={words.document}>
            {(attributes) => (
              <Select
                {...attributes}
                value={pack}
                onChange={(key) => set('pack', key)}
                options={packs.data?.map(({ key, title }) => ({ value: key, label: title })) ?? []}
              />
            )}
          </Field>
          <Field id={ruleId} label={words.rule}>
            {(attributes) => (
              <Select
                {...attributes}
                value={rule ?? null}
                placeholder={words.noRule}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(chosen: string) => set('rule', chosen)}
                options={rules.map((one) => ({ value: one.rule, label: one.title }))}
              />
            )}
          </Field>
        </section>
      )}
      {pack !== null && known.data && rule === undefined ? <Note>{words.noRule}</Note> : null}
      {pack !== null && rule !== undefined ? <Measuring key={`${pack} ${rule}`} pack={pack} rule={rule} /> : null}
    </LawFrame>
  );
}

function isMeasurable({ kind, subject }: RuleSummary): boolean {
  return kind !== 'formula' && ['household', 'person', 'village'].includes(subject);
}

function isExit({ rule }: RuleSummary): boolean {
  return rule === 'exit-household';
}

interface MeasuringProps {
  readonly pack: string;
  readonly rule: string;
}

function Measuring({ pack, rule }: MeasuringProps) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const me = useMe();
  const [place, setPlace] = useState({ code: me.division, name: me.divisionName });
  const [asOf, setAsOf] = useState('');
  const [by, setBy] = useState<WhatIfLevel>(firstLevel(me.divisionLevel));
  const [changed, setChanged] = useState<ChangedValues>({});
  const detail = useQuery(ruleQuery({ pack, rule, asOf: asOf || null, place: place.code }));
  const adjustables = useMemo(() => adjustablesOf(detail.data?.parameters ?? []), [detail.data]);
  const settled = useSettled(JSON.stringify(changed), 150);
  const asked = useMemo<AskWhatIf>(() => {
    const changes = Object.entries(JSON.parse(settled) as ChangedValues);
    return {
      rule,
      changes: changes.map(([parameter, value]) => ({ parameter, value })),
      by,
      division: place.code,
      ...(asOf === '' ? {} : { asOf }),
    };
  }, [settled, rule, by, place.code, asOf]);
  const answer = useQuery(whatIfQuery(asked));
  const [placeId, byId] = [useId(), useId()];
  return (
    <ClauseReader>
      <section className="panel stack">
        <h2 className="draft-h2">{words.change}</h2>
        {detail.isError ? <FailureNote error={detail.error} onRetry={() => detail.refetch()} /> : null}
        {detail.isPending ? <p role="status">{common.loading}</p> : null}
        {detail.data && adjustables.length === 0 ? <p className="absent">{words.nothingToChange}</p> : null}
        <WhatIfParameters adjustables={adjustables} changed={changed} onChange={setChanged} />
      </section>
      <section className="panel stack" aria-label={words.result}>
        <div className="draft-fields">
          <Field id={placeId} label={words.place}>
            {(attributes) => (
              <DivisionPicker {...attributes} chosen={place} onChoose={(chosen) => setPlace(chosen ?? place)} />
            )}
          </Field>
          <Field id={byId} label={words.by}>
            {(attributes) => (
              <Select<WhatIfLevel>
                {...attributes}
                value={by}
                onChange={setBy}
                options={(['city', 'county', 'township', 'village'] as const).map((level) => ({
                  value: level,
                  label: words.levels[level],
                }))}
              />
            )}
          </Field>
          <DayField label={words.day} value={asOf} onChange={setAsOf} />
        </div>
        {asked.changes.length === 0 ? <Note>{words.moveSomething}</Note> : null}
        {answer.isError ? <FailureNote error={answer.error} onRetry={() => answer.refetch()} /> : null}
        {asked.changes.length > 0 && answer.isPending ? <p role="status">{words.measuring}</p> : null}
        {answer.data?.state === 'loading' ? (
          <Note live="polite">
            {answer.data.total === 0 ? words.reading : words.readingOf(answer.data.done, answer.data.total)}
          </Note>
        ) : null}
        {asked.changes.length > 0 && answer.data?.state === 'ready' ? (
          <div aria-busy={answer.isPlaceholderData}>
            <WhatIfResult answer={answer.data} asked={asked} />
          </div>
        ) : null}
      </section>
    </ClauseReader>
  );
}

/** The level below one's own, so that the first table has more than one line. */
function firstLevel(own: string): WhatIfLevel {
  if (own === 'nation' || own === 'province') return 'county';
  return own === 'city' ? 'county' : own === 'county' ? 'township' : 'village';
}
