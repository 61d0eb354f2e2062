import type { ItemKind, LawItem } from '@daohu/domain/standards/contract';
import { carrierKindLabels } from '@daohu/domain/standards/labels';
import { formatCount, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { NavLink, useLocation, useParams, useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { ItemCard } from './item-card.tsx';
import { itemsEn } from './items.messages.en.ts';
import { itemsZhCn } from './items.messages.zh-cn.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { LawPath } from './law-path.tsx';
import { itemsQuery, packQuery } from './law-queries.ts';

/** 政策项: what a document holds besides rules and parameters, one kind at a time. */
export default function ItemsPage() {
  const words = useWords({ zh: itemsZhCn, en: itemsEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const { key = '' } = useParams();
  const [address] = useSearchParams();
  const pack = useQuery(packQuery(key));
  const items = useQuery(itemsQuery(key));
  const kinds = [...new Set(items.data?.map(({ kind }) => kind) ?? [])];
  const kind = kinds.find((one) => one === address.get('kind')) ?? kinds[0];
  const shown = items.data?.filter((item) => item.kind === kind) ?? [];
  useLanding(items.data !== undefined);
  const wordOf = (one: ItemKind) => (language === 'zh-CN' ? carrierKindLabels[one] : words.kinds[one]);
  return (
    <LawFrame
      title={kind ? wordOf(kind) : words.title}
      above={<LawPath pack={{ key, title: pack.data?.title ?? key }} />}
    >
      {items.isPending ? <p role="status">{common.loading}</p> : null}
      {items.isError ? <FailureNote error={items.error} onRetry={() => items.refetch()} /> : null}
      {items.data && kinds.length === 0 ? <p className="absent">{words.none}</p> : null}
      {kinds.length > 0 ? (
        <nav className="item-kinds" aria-label={words.title}>
          {kinds.map((one) => (
            <NavLink
              key={one}
              to={`?kind=${one}`}
              className={one === kind ? 'item-kind-chosen' : ''}
              {...(one === kind ? { 'aria-current': 'page' as const } : { 'aria-current': false })}
            >
              {wordOf(one)} <span className="figure">{formatCount(countOf(items.data ?? [], one))}</span>
            </NavLink>
          ))}
        </nav>
      ) : null}
      <ClauseReader>
        <div className="stack item-list">
          {shown.map((item) => (
            <ItemCard key={item.id} item={item} />
          ))}
        </div>
      </ClauseReader>
    </LawFrame>
  );
}

function countOf(items: readonly LawItem[], kind: ItemKind): number {
  return items.filter((item) => item.kind === kind).length;
}

/** A link to one item arrives before the items do. */
function useLanding(isThere: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isThere || hash === '') return;
    const item = document.getElementById(decodeURIComponent(hash.slice(1)));
    item?.scrollIntoView({ block: 'center' });
    item?.focus({ preventScroll: true });
  }, [isThere, hash]);
}
