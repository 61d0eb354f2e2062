import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** 界面语言. Chinese first; English is a switch. */
export type Language = 'zh-CN' | 'en';

/** The words of one page in both languages. The Chinese catalogue sets the keys; English must have each of them. */
export interface Catalogue<Words> {
  readonly zh: Words;
  readonly en: Words;
}

interface LanguageState {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageState>({ language: 'zh-CN', choose: () => undefined });

const STORAGE_KEY = 'daohu.language';

/** Remembers the choice in the browser and tells assistive technology through `<html lang>`. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const state = useMemo(() => ({ language, choose: remembering(setLanguage) }), [language]);
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  return useContext(LanguageContext);
}

export function useWords<Words>(catalogue: Catalogue<Words>): Words {
  return useLanguage().language === 'zh-CN' ? catalogue.zh : catalogue.en;
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

function remembering(set: (language: Language) => void): (language: Language) => void {
  return (language) => {
    try {
      localStorage.setItem(STORAGE_KEY, language);
    } catch {
      // A browser that keeps nothing still switches; it only forgets.
    }
    set(language);
  };
}
