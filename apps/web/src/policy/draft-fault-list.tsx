import { Mark, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import { useFaults } from './draft-surroundings.tsx';

interface DraftFaultListProps {
  readonly part: string;
  readonly field: string;
  readonly id?: string;
  /** Where the field can put a text in place of the faulty part: what could stand there is one click away. */
  readonly onMend?: (from: number, to: number, text: string) => void;
}

/** What is wrong in one field, in sentences. */
export function DraftFaultList({ part, field, id, onMend }: DraftFaultListProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { language } = useLanguage();
  const faults = useFaults(part, field);
  if (faults.length === 0) return null;
  return (
    <ul id={id} className="draft-faults" role="status">
      {faults.map(({ from, to, problem }) => (
        <li key={`${from} ${problem.code}`}>
          <Mark name="bad" />
          <span lang={language}>{language === 'zh-CN' ? problem.zh : problem.en}</span>
          {onMend
            ? problem.mend.slice(0, 3).map((text) => (
                <Button key={text} size="small" onClick={() => onMend(from, to, text)}>
                  <span lang="zh-CN">{words.mendTo(text)}</span>
                </Button>
              ))
            : null}
        </li>
      ))}
    </ul>
  );
}
