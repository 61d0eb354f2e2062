import { PageHeading, useWords } from '@daohu/ui';
import { openSettingsEn } from './open-settings.messages.en.ts';
import { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';

/** 参数与统计值: what the law leaves open and which figures are missing. */
export default function OpenSettingsPage() {
  const words = useWords({ zh: openSettingsZhCn, en: openSettingsEn });
  return (
    <>
      <PageHeading title={words.title} />
      <div className="panel">
        <p>{words.intro}</p>
      </div>
    </>
  );
}
