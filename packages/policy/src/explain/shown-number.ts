/** How a whole number of a unit is shown: fen as yuan, hundredths of a 亩 as 亩. */
const SHOWN_IN: readonly { readonly stored: string; readonly shown: string; readonly digits: number }[] = [
  { stored: '分', shown: '元', digits: 2 },
  { stored: '0.01亩', shown: '亩', digits: 2 },
  { stored: '0.01平方米', shown: '平方米', digits: 2 },
];

/** `295200`, `分/人/年` → number `2,952.00`, unit `元/人/年`. Exact: digits are moved, nothing is divided. */
export function shownNumber(value: number, unit: string): { readonly number: string; readonly unit: string } {
  const rule = SHOWN_IN.find(({ stored }) => unit === stored || unit.startsWith(`${stored}/`));
  const digits = String(Math.abs(value)).padStart((rule?.digits ?? 0) + 1, '0');
  const whole = rule ? digits.slice(0, -rule.digits) : digits;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const number = `${value < 0 ? '-' : ''}${grouped}${rule ? `.${digits.slice(-rule.digits)}` : ''}`;
  return { number, unit: rule ? rule.shown + unit.slice(rule.stored.length) : unit };
}
