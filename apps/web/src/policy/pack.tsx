import type { PackDetail, RelatedPack } from '@daohu/domain/standards/contract';
import { carrierKindLabels } from '@daohu/domain/standards/labels';
import { DefinitionGrid, formatCount, formatDate, StateWord, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { itemsEn } from './items.messages.en.ts';
import { itemsZhCn } from './items.messages.zh-cn.ts';
import './items.css';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { LawPath } from './law-path.tsx';
import { packQuery } from './law-queries.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';
import { ParameterTable } from './parameter-table.tsx';
import { RuleTable } from './rule-table.tsx';

/** 政策包: one document with what it says in rules and parameters. */
export default function PackPage() {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { key = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const pack = useQuery(packQuery(key));
  const wanted = (address.get('find') ?? '').trim();
  if (!pack.data) {
    return (
      <LawFrame title={common.packs}>
        {pack.isPending ? <p role="status">{common.loading}</p> : null}
        {pack.isError ? <FailureNote error={pack.error} onRetry={() => pack.refetch()} /> : null}
      </LawFrame>
    );
  }
  const rules = pack.data.rules.filter(({ rule, title }) => matches(wanted, rule, title));
  const parameters = pack.data.parameters.filter(({ name, title }) => matches(wanted, name, title));
  return (
    <LawFrame title={pack.data.title} above={<LawPath />}>
      <ClauseReader>
        <section className="panel">
          <PackFacts pack={pack.data} />
        </section>
        {wanted === '' && pack.data.items.length > 0 ? (
          <section className="panel">
            <h2>{words.others}</h2>
            <ItemKinds pack={pack.data} />
          </section>
        ) : null}
        {pack.data.rules.length + pack.data.parameters.length > 8 ? (
          <Input.Search
            className="law-find"
            allowClear
            defaultValue={wanted}
            placeholder={words.filter}
            aria-label={words.filter}
            onSearch={(text) => setAddress(text.trim() === '' ? {} : { find: text.trim() }, { replace: true })}
          />
        ) : null}
        {wanted !== '' && rules.length + parameters.length === 0 ? <p role="status">{words.noMatch}</p> : null}
        {wanted === '' || rules.length > 0 ? (
          <section className="panel law-table">
            <h2>
              {words.rules} <span className="law-count">{formatCount(rules.length)}</span>
            </h2>
            {pack.data.rules.length === 0 ? <p className="absent">{words.noRules}</p> : <RuleTable rules={rules} />}
          </section>
        ) : null}
        {wanted === '' || parameters.length > 0 ? (
          <section className="panel law-table">
            <h2>
              {words.parameters} <span className="law-count">{formatCount(parameters.length)}</span>
            </h2>
            {pack.data.parameters.length === 0 ? (
              <p className="absent">{words.noParameters}</p>
            ) : (
              <ParameterTable parameters={parameters} />
            )}
          </section>
        ) : null}
      </ClauseReader>
    </LawFrame>
  );
}

/** The other contents by kind, each leading to its list. */
function ItemKinds({ pack }: { readonly pack: PackDetail }) {
  const { language } = useLanguage();
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  return (
    <nav className="item-kinds" aria-label={words.title}>
      {pack.items.map(({ kind, count }) => (
        <Link key={kind} to={`/policy/packs/${pack.key}/items?kind=${kind}`}>
          {language === 'zh-CN' ? carrierKindLabels[kind] : words.kinds[kind]}{' '}
          <span className="figure">{formatCount(count)}</span>
        </Link>
      ))}
    </nav>
  );
}

function PackFacts({ pack }: { readonly pack: PackDetail }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const { issuer, number, date, jurisdiction, inForce } = pack;
  const facts = [
    { key: 'jurisdiction', term: words.jurisdiction, value: <span lang="zh-CN">{jurisdiction.name}</span> },
    { key: 'issuer', term: words.issuer, value: issuer && <span lang="zh-CN">{issuer}</span> },
    { key: 'number', term: words.number, value: number && <span lang="zh-CN">{number}</span> },
    { key: 'date', term: words.date, value: date && formatDate(date, language) },
    {
      key: 'inForce',
      term: words.inForce,
      value: (
        <>
          {common.from(formatDate(inForce.from, language))}{' '}
          {inForce.status === 'assumed' ? <StateWord tone="notice" word={common.assumed} /> : `(${common.stated})`}
        </>
      ),
    },
  ];
  const related = [
    { term: words.basis, packs: pack.parents },
    { term: words.supersedes, packs: pack.supersedes },
    { term: words.supersededBy, packs: pack.supersededBy },
  ];
  const notes = [
    inForce.note,
    ...pack.supersedes.map(({ note }) => note),
    ...pack.supersededBy.map(({ note }) => note),
  ];
  return (
    <>
      <DefinitionGrid definitions={facts.filter(({ value }) => value !== null && value !== '')} />
      <dl className="law-related">
        {related.map(({ term, packs }) =>
          packs.length === 0 ? null : <Related key={term} term={term} packs={packs} />,
        )}
      </dl>
      {notes.map((note) =>
        note === null ? null : (
          <p key={note} className="absent law-note" lang="zh-CN">
            {note}
          </p>
        ),
      )}
    </>
  );
}

function Related({ term, packs }: { readonly term: string; readonly packs: readonly RelatedPack[] }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const { language } = useLanguage();
  return (
    <div>
      <dt>{term}</dt>
      {packs.map(({ key, title, from }) => (
        <dd key={key}>
          <Link to={`/policy/packs/${key}`} lang="zh-CN">
            {title}
          </Link>
          {from === null ? null : words.sinceDay(formatDate(from, language))}
        </dd>
      ))}
    </div>
  );
}

function matches(wanted: string, ...texts: readonly (string | null)[]): boolean {
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted.toLowerCase()));
}
