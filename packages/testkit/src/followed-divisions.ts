import { type Database, sql } from '@daohu/db';

/** 湖北省 and 武汉市, whose law the invented province follows. A register in use has them from the real tree. */
export async function loadFollowedDivisions(database: Database): Promise<void> {
  await database.asOwner((owner) =>
    owner.execute(sql`insert into division (code, level, name, stem, parent_code) values
      (420000000000, 'province', '湖北省', '湖北', 0), (420100000000, 'city', '武汉市', '武汉', 420000000000)
      on conflict do nothing`),
  );
}
