import type { RuleSummary } from '@daohu/domain/standards/contract';
import { type Column, formatCount, formatDate, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';

/** Rules of one document, those about the same kind of subject together. */
export function RuleTable({ rules }: { readonly rules: readonly RuleSummary[] }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const columns: Column<RuleSummary>[] = [
    {
      key: 'title',
      title: words.rule,
      leading: true,
      cell: ({ pack, rule, title }) => (
        <Link to={`/policy/rules/${pack}/${rule}`} lang="zh-CN">
          {title}
        </Link>
      ),
    },
    { key: 'kind', title: words.kind, cell: ({ kind }) => common.kinds[kind] },
    {
      key: 'holds',
      title: words.holds,
      cell: ({ holdsFrom, holdsUntil }) =>
        holdsUntil === null
          ? common.from(formatDate(holdsFrom, language))
          : common.fromUntil(formatDate(holdsFrom, language), formatDate(holdsUntil, language)),
    },
    {
      key: 'conditions',
      title: words.conditions,
      align: 'end',
      cell: ({ counts }) => formatCount(counts.conditions),
    },
    { key: 'cases', title: words.cases, align: 'end', cell: ({ counts }) => formatCount(counts.cases) },
    { key: 'id', title: 'ID', wideOnly: true, cell: ({ rule }) => <code>{rule}</code> },
  ];
  // A formula is about nobody: its subject is made of its own inputs.
  const groupOf = ({ kind, subject }: RuleSummary) => (kind === 'formula' ? '' : subject);
  const subjects = [...new Set(rules.map(groupOf))].sort((a, b) => order(a) - order(b));
  return subjects.map((subject) => {
    const own = rules.filter((rule) => groupOf(rule) === subject);
    const title =
      subject === '' ? words.formulas : words.bySubject(common.subjects[subject] ?? own[0]?.subjectLabel ?? subject);
    return (
      <section key={subject}>
        <h3>{title}</h3>
        <RecordTable caption={title} columns={columns} rows={own} rowKey={({ rule, holdsFrom }) => rule + holdsFrom} />
      </section>
    );
  });
}

const ORDER: readonly string[] = ['household', 'person', 'village', 'county', 'city', 'province', 'nation'];

function order(subject: string): number {
  const place = ORDER.indexOf(subject);
  return place < 0 ? ORDER.length : place;
}
