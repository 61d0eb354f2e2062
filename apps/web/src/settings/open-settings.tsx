import type { MissingFigure, OpenSetting } from '@daohu/domain/standards/contract';
import { Note, PageHeading, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { EnteredFigures } from './entered-figures.tsx';
import { FigureForm } from './figure-form.tsx';
import { OpenSettingCard } from './open-setting-card.tsx';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';
import { SettingForm } from './setting-form.tsx';
import './settings.css';
import { openSettingsQuery } from './settings-queries.ts';

type Filling =
  | { readonly is: 'setting'; readonly setting: OpenSetting }
  | { readonly is: 'figure'; readonly figure: MissingFigure; readonly year: number };

/** 参数与统计值: what the law leaves open and which figures are missing, to be filled by the office concerned. */
export default function OpenSettingsPage() {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  const open = useQuery(openSettingsQuery);
  const [filling, setFilling] = useState<Filling | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const close = () => setFilling(null);
  const done = (name: string) => {
    setSaved(name);
    close();
  };

  return (
    <ClauseReader>
      <div className="stack">
        <PageHeading title={words.title} />
        <p className="settings-intro">{words.intro}</p>
        {saved === null ? null : (
          <Note tone="good" live="polite">
            {words.saved(saved)}
          </Note>
        )}
        {open.isPending ? <p role="status">{words.loading}</p> : null}
        {open.isError ? <FailureNote error={open.error} onRetry={() => open.refetch()} /> : null}
        {open.data ? (
          <>
            <section className="panel">
              <h2>{words.settings}</h2>
              {open.data.settings.length === 0 ? <p className="absent">{words.settingsNone}</p> : null}
              {open.data.settings.map((setting) => (
                <OpenSettingCard
                  key={`${setting.pack}${setting.parameter}${setting.division}`}
                  setting={setting}
                  onFill={() => setFilling({ is: 'setting', setting })}
                />
              ))}
            </section>
            <section className="panel">
              <h2>{words.missing}</h2>
              <MissingFigures
                figures={open.data.missingFigures}
                onFill={(figure, year) => setFilling({ is: 'figure', figure, year })}
              />
            </section>
            <section className="panel">
              <h2>{words.entered}</h2>
              <EnteredFigures figures={open.data.enteredFigures} />
            </section>
          </>
        ) : null}
      </div>
      <Drawer
        open={filling !== null}
        onClose={close}
        size="min(480px, 96vw)"
        title={filling === null ? '' : titleOf(filling, words)}
        closable={{ 'aria-label': words.close }}
        destroyOnHidden
      >
        {filling?.is === 'setting' ? <SettingForm setting={filling.setting} onSaved={done} /> : null}
        {filling?.is === 'figure' ? <FigureForm figure={filling.figure} year={filling.year} onSaved={done} /> : null}
      </Drawer>
    </ClauseReader>
  );
}

interface MissingFiguresProps {
  readonly figures: readonly MissingFigure[];
  readonly onFill: (figure: MissingFigure, year: number) => void;
}

function MissingFigures({ figures, onFill }: MissingFiguresProps) {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  if (figures.length === 0) return <p className="absent">{words.missingNone}</p>;
  return (
    <ul className="settings-missing">
      {figures.map((figure) => (
        <li key={`${figure.series}${figure.division}`}>
          <p>
            <strong lang="zh-CN">{figure.title}</strong> · <span lang="zh-CN">{figure.divisionName}</span>
          </p>
          {figure.mayFill ? (
            <p className="row">
              {figure.years.map((year) => (
                <Button key={year} size="small" onClick={() => onFill(figure, year)}>
                  {words.yearOf(year)} {words.fill}
                  <span className="unseen">{`: ${figure.title}, ${figure.divisionName}`}</span>
                </Button>
              ))}
            </p>
          ) : (
            <p className="absent">
              {words.years(figure.years.join('、'))}。{words.onlyOthers}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function titleOf(filling: Filling, words: typeof openSettingsZhCn): string {
  if (filling.is === 'setting')
    return words.fillOf(filling.setting.title ?? filling.setting.parameter, filling.setting.divisionName);
  return words.fillOf(`${filling.figure.title} ${words.yearOf(filling.year)}`, filling.figure.divisionName);
}
