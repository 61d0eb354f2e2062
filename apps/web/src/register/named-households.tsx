import type { NamedHousehold, VillageVerdict } from '@daohu/domain/standards/contract';
import { formatCount, StateWord, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { villageEn } from './village.messages.en.ts';
import { villageZhCn } from './village.messages.zh-cn.ts';

interface NamedHouseholdsProps {
  readonly title: string;
  readonly households: readonly NamedHousehold[];
  readonly year: number;
}

/** Households by name, each leading to its page. */
export function NamedHouseholds({ title, households, year }: NamedHouseholdsProps) {
  const words = useWords({ zh: villageZhCn, en: villageEn });
  if (households.length === 0) return null;
  return (
    <>
      <h3>
        {title} <span className="absent">{words.householdsOf(formatCount(households.length))}</span>
      </h3>
      <ul className="named-households">
        {households.map((household) => (
          <li key={`${household.countyCode}-${household.householdId}`}>
            <HouseholdName household={household} year={year} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface VillageHouseholdsProps {
  readonly households: NonNullable<VillageVerdict['households']>;
  readonly year: number;
}

/** Every household of the village with its own verdict; those that do not meet the standard first. */
export function VillageHouseholds({ households, year }: VillageHouseholdsProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const [all, setAll] = useState(false);
  const { met, unmet, unknown, list } = households;
  const order = { unmet: 0, unknown: 1, met: 2 };
  const sorted = [...list].sort((a, b) => order[a.verdict] - order[b.verdict]);
  if (list.length === 0) return null;
  return (
    <>
      <h3>{words.households}</h3>
      <p className="figure">{words.tally(formatCount(met), formatCount(unmet), formatCount(unknown))}</p>
      {all ? (
        <ul className="named-households">
          {sorted.map((household) => (
            <li key={`${household.countyCode}-${household.householdId}`} className="row">
              <StateWord tone={household.verdict} word={words.state[household.verdict]} />
              <span>
                <HouseholdName household={household} year={year} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Button type="link" size="small" className="show-all" onClick={() => setAll(true)}>
          {words.showAll(formatCount(list.length))}
        </Button>
      )}
    </>
  );
}

function HouseholdName({ household, year }: { readonly household: NamedHousehold; readonly year: number }) {
  const words = useWords({ zh: villageZhCn, en: villageEn });
  const { countyCode, householdId, householdNo, headName } = household;
  return (
    <>
      <Link to={`/households/${countyCode}/${householdId}?year=${year}`}>
        {headName === null ? words.noHead : <span lang="zh-CN">{headName}</span>}
      </Link>{' '}
      <span className="absent figure">{householdNo}</span>
    </>
  );
}
