/** Whether any character needs work: blanks that `trim` leaves, or full-width forms of ASCII. */
const UNUSUAL = /[\u00a0\u180e\u2000-\u200f\u202a-\u202f\u2060\u3000\ufeff\uff01-\uff5e\uffe5]/;

/** 全角转半角: full-width digits, letters, brackets and blanks become those of the keyboard. Chinese marks 、。 stay. */
export function toHalfWidth(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  let half = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0xff01 && code <= 0xff5e) half += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f) half += ' ';
    else if (isInvisible(code)) continue;
    else half += text[i];
  }
  return half;
}

/** What a cell says: half-width, without blanks around it and without invisible characters. Blanks inside stay. */
export function plainText(text: string): string {
  return toHalfWidth(text).trim();
}

/** The same without any blank or line break, for headers, codes and numbers. */
export function compactText(text: string): string {
  return toHalfWidth(text).replace(/\s+/g, '');
}

function isInvisible(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    code === 0x2060 ||
    code === 0xfeff ||
    code === 0x180e
  );
}
