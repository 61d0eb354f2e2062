import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import type { LawVocabulary } from '@daohu/domain/standards/contract';
import { useLanguage, useWords } from '@daohu/ui';
import { tags } from '@lezer/highlight';
import { parser } from 'lezer-feel';
import { useEffect, useRef } from 'react';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';
import type { FieldFault } from './draft-faults.ts';
import { type Offer, offersAt } from './feel-offers.ts';

interface FeelEditorProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly faults: readonly FieldFault[];
  readonly vocabulary: LawVocabulary;
  readonly subject: string;
  readonly label: string;
  /** Ids of what describes the field, for assistive technology. */
  readonly describedBy?: string;
}

const feel = LRLanguage.define({ name: 'feel', parser, languageData: { closeBrackets: { brackets: ['(', '"'] } } });

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword],
    color: 'var(--accent)',
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--notice)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.special(tags.variableName))],
    color: 'var(--accent-deep)',
  },
  { tag: tags.comment, color: 'var(--ink-soft)' },
]);

const look = EditorView.theme({
  '&': {
    fontSize: '14px',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line-strong)',
    borderRadius: '3px',
  },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '0' },
  '.cm-content': { fontFamily: 'ui-monospace, "Cascadia Mono", "Noto Sans Mono CJK SC", monospace', padding: '6px 0' },
  '.cm-line': { padding: '0 10px' },
  '.cm-placeholder': { color: 'var(--ink-soft)' },
  '.cm-tooltip': { border: '1px solid var(--line-strong)', backgroundColor: 'var(--paper)', color: 'var(--ink)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent-soft)', color: 'var(--accent-deep)' },
  '.cm-completionDetail': { color: 'var(--ink-soft)', fontStyle: 'normal', marginInlineStart: '10px' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--accent)', color: '#fff' },
});

/** 判断式编辑: one expression with the colours of its grammar, the names it may use, and its faults underlined. */
export default function FeelEditor({
  id,
  value,
  onChange,
  faults,
  vocabulary,
  subject,
  label,
  describedBy,
}: FeelEditorProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const { language } = useLanguage();
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  // What the editor asks for later must be that of the latest drawing, without making the editor anew.
  const latest = useRef({ onChange, vocabulary, subject, words, language });
  latest.current = { onChange, vocabulary, subject, words, language };
  const attributes = useRef(new Compartment());

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes goes in through the effects below.
  useEffect(() => {
    const made = new EditorView({
      parent: holder.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          feel,
          syntaxHighlighting(colours),
          bracketMatching(),
          history(),
          autocompletion({
            icons: false,
            override: [(context) => completions(context, latest.current)],
          }),
          // Tab leaves the field, as in any other form.
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          placeholder(words.feelPlaceholder),
          attributes.current.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          look,
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({
      effects: attributes.current.reconfigure(
        EditorView.contentAttributes.of({
          id,
          'aria-label': label,
          lang: 'zh-CN',
          ...(describedBy ? { 'aria-describedby': describedBy } : {}),
          ...(faults.length > 0 ? { 'aria-invalid': 'true' } : {}),
        }),
      ),
    });
  }, [id, label, describedBy, faults.length]);

  useEffect(() => {
    const editor = view.current;
    if (!editor) return;
    editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(faults, editor.state.doc.length, latest.current)));
  }, [faults]);

  return <div ref={holder} className="feel-editor" />;
}

interface Told {
  readonly vocabulary: LawVocabulary;
  readonly subject: string;
  readonly words: typeof draftZhCn;
  readonly language: 'zh-CN' | 'en';
}

function diagnosticsOf(faults: readonly FieldFault[], length: number, { words, language }: Told): Diagnostic[] {
  return faults.flatMap(({ from, to, problem }): Diagnostic[] => {
    if (from > length) return [];
    return [
      {
        from,
        to: Math.min(Math.max(to, from + 1), length),
        severity: 'error',
        message: language === 'zh-CN' ? problem.zh : problem.en,
        actions: problem.mend.slice(0, 3).map((text) => ({
          name: words.mendTo(text),
          apply: (editor, start, end) => editor.dispatch({ changes: { from: start, to: end, insert: text } }),
        })),
      },
    ];
  });
}

function completions(context: CompletionContext, told: Told): CompletionResult | null {
  const text = context.state.doc.toString();
  const found = offersAt(text, context.pos, told.vocabulary, told.subject);
  if (!found || (found.from === context.pos && !context.explicit && !/[.="(]\s*$/.test(text.slice(0, context.pos)))) {
    return null;
  }
  return {
    from: found.from,
    validFor: /^"?[\p{L}\p{N}_]*$/u,
    options: found.offers.map((offer) => ({
      label: offer.text,
      detail: detailOf(offer, told.words),
      boost: offer.is === 'word' ? -20 : 0,
      ...(offer.cursorBack === undefined
        ? {}
        : {
            apply: (editor: EditorView, _: unknown, from: number, to: number) =>
              editor.dispatch({
                changes: { from, to, insert: offer.text },
                selection: { anchor: from + offer.text.length - offer.cursorBack! },
              }),
          }),
    })),
  };
}

function detailOf(offer: Offer, words: typeof draftZhCn): string {
  const { item, title, unit } = offer;
  if (offer.is === 'item' && item) {
    const label = item.label === item.name ? '' : item.label;
    return [label, item.unit || words.types[item.type]].filter(Boolean).join(' · ');
  }
  if (offer.is === 'word' || offer.is === 'code') return '';
  return [words.offers[offer.is], title === offer.text ? '' : title, unit].filter(Boolean).join(' · ');
}
