import { PageHeading, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { frameEn } from './frame.messages.en.ts';
import { frameZhCn } from './frame.messages.zh-cn.ts';

export function NotFoundPage() {
  const words = useWords({ zh: frameZhCn, en: frameEn });
  return (
    <>
      <PageHeading title={words.notFoundTitle} />
      <div className="panel stack">
        <p>{words.notFound}</p>
        <Link to="/">{words.start}</Link>
      </div>
    </>
  );
}
