import { Link } from 'react-router';

interface PlacePathProps {
  readonly label: string;
  readonly start: string;
  readonly year: number | null;
  readonly place: readonly { readonly code: number; readonly level: string; readonly name: string }[];
  /** The village of a household leads to its page; that of a village page does not lead to itself. */
  readonly villageLeads: boolean;
}

/** Where one is, from the register down; each step leads to the list of that place. */
export function PlacePath({ label, start, year, place, villageLeads }: PlacePathProps) {
  const inYear = year === null ? '' : `&year=${year}`;
  return (
    <nav className="place-path" aria-label={label}>
      <ol>
        <li>
          <Link to="/households">{start}</Link>
        </li>
        {place.map(({ code, level, name }) => (
          <li key={`${level}${code}`} lang="zh-CN">
            {level === 'village' && !villageLeads ? (
              <span>{name}</span>
            ) : (
              <Link
                to={
                  level === 'village'
                    ? `/villages/${code}${year === null ? '' : `?year=${year}`}`
                    : `/households?division=${code}${inYear}`
                }
              >
                {name}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
