/** Small drawn signs. Each stands beside a word and says nothing alone, so each is hidden from screen readers. */
export type MarkName =
  | 'met'
  | 'unmet'
  | 'unknown'
  | 'good'
  | 'bad'
  | 'notice'
  | 'aim'
  | 'arrow'
  | 'open'
  | 'closed'
  | 'place';

const PATHS: Record<MarkName, string> = {
  met: 'M3.5 8.5 6.5 11.5 12.5 5',
  good: 'M3.5 8.5 6.5 11.5 12.5 5',
  unmet: 'M4 4 12 12M12 4 4 12',
  bad: 'M8 3.5V9.5M8 12V12.6',
  unknown: 'M5.5 6C5.5 3.2 10.5 3.2 10.5 6 10.5 8 8 7.8 8 10M8 12V12.6',
  notice: 'M8 7V12.5M8 3.8V4.4',
  aim: 'M8 2.5V5M8 11V13.5M2.5 8H5M11 8H13.5',
  arrow: 'M2.5 8H13M9 4.5 13 8 9 11.5',
  open: 'M3.5 6 8 10.5 12.5 6',
  closed: 'M6 3.5 10.5 8 6 12.5',
  place: 'M8 14C5 10.5 3.5 8.5 3.5 6.3A4.5 4.5 0 0 1 12.5 6.3C12.5 8.5 11 10.5 8 14ZM8 6.3V6.4',
};

export function Mark({ name }: { readonly name: MarkName }) {
  return (
    <svg className={`mark mark-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
