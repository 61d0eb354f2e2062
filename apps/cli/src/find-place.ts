import { localOperator } from '@daohu/domain/access';
import { findDivisions, resolveDivision } from '@daohu/domain/divisions';
import { parseDivisionCode } from '@daohu/kernel';
import type { System } from '@daohu/server';
import { orRefuse, WrongArguments } from './output.ts';

/** A division by its code (2 to 12 digits, of any edition) or by its name. Several that fit are named, none is chosen. */
export async function findPlace({ runner }: Pick<System, 'runner'>, text: string): Promise<number> {
  return orRefuse(
    await runner.query(localOperator, 'divisions.browse', async ({ db }) => {
      if (text === '0' || text === '全国') return 0;
      const code = parseDivisionCode(text);
      if (code !== null) {
        const found = await resolveDivision(db, code);
        if (found.kind === 'live') return found.division.code;
        if (found.kind === 'several')
          throw new WrongArguments(`${text} 已分为多个区划：${names(found.candidates)}，请写明其中一个。`);
        throw new WrongArguments(`没有代码为 ${text} 的行政区划，请核对（湖北、湖南、广东到村，2016与2023年版）。`);
      }
      const [only, ...others] = await findDivisions(db, { name: text });
      if (!only) throw new WrongArguments(`没有找到行政区划“${text}”，请核对名称，或改用代码。`);
      if (others.length > 0) throw new WrongArguments(`“${text}”有多个：${names([only, ...others])}，请改用代码。`);
      return only.code;
    }),
  );
}

function names(divisions: readonly { readonly code: number; readonly name: string }[]): string {
  return divisions
    .slice(0, 8)
    .map(({ code, name }) => `${name}（${code}）`)
    .join('、');
}
