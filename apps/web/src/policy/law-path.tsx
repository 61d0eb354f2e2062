import { useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';

interface LawPathProps {
  /** The document that the page lies in; none on the page of a document itself. */
  readonly pack?: { readonly key: string; readonly title: string };
}

/** Where one is, from the list of packs down. */
export function LawPath({ pack }: LawPathProps) {
  const words = useWords({ zh: lawZhCn, en: lawEn });
  return (
    <nav className="law-path" aria-label={words.path}>
      <ol>
        <li>
          <Link to="/policy">{words.packs}</Link>
        </li>
        {pack ? (
          <li lang="zh-CN">
            <Link to={`/policy/packs/${pack.key}`}>{pack.title}</Link>
          </li>
        ) : null}
      </ol>
    </nav>
  );
}
