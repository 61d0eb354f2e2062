import { type Database, sql } from '@daohu/db';

/** 湘溪县, invented, under Hunan's law. */
export const XIANGXI_COUNTY = 999_943_000_000;
/** 禾坪村 of 湘溪县. */
export const HEPING_VILLAGE = XIANGXI_COUNTY + 100_201;
/** 粤岭县, invented, under Guangdong's law. */
export const YUELING_COUNTY = 999_944_000_000;
/** 榕树村 of 粤岭县. */
export const RONGSHU_VILLAGE = YUELING_COUNTY + 100_201;

/** A small county each that follows Hunan and Guangdong, with one village, and the provinces whose law they follow. */
export async function loadCountiesOfOtherProvinces(database: Database): Promise<void> {
  await database.asOwner((owner) =>
    owner.execute(sql`insert into division (code, level, name, stem, parent_code, law_division) values
      (430000000000, 'province', '湖南省', '湖南', 0, null), (440000000000, 'province', '广东省', '广东', 0, null),
      (${XIANGXI_COUNTY}, 'county', '湘溪县', '湘溪', 999900000000, 430000000000),
      (${XIANGXI_COUNTY + 100_000}, 'township', '禾坪镇', '禾坪', ${XIANGXI_COUNTY}, null),
      (${HEPING_VILLAGE}, 'village', '禾坪村', '禾坪', ${XIANGXI_COUNTY + 100_000}, null),
      (${YUELING_COUNTY}, 'county', '粤岭县', '粤岭', 999900000000, 440000000000),
      (${YUELING_COUNTY + 100_000}, 'township', '榕树镇', '榕树', ${YUELING_COUNTY}, null),
      (${RONGSHU_VILLAGE}, 'village', '榕树村', '榕树', ${YUELING_COUNTY + 100_000}, null)
      on conflict do nothing`),
  );
}
