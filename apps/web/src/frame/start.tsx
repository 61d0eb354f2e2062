import { Navigate } from 'react-router';
import { useMe } from '../access/me.ts';
import { destinationsFor } from './navigation.ts';

/** The first page of the day is the first one that the role may open. */
export function StartPage() {
  const first = destinationsFor(useMe().may)[0];
  return <Navigate to={first?.path ?? '/password'} replace />;
}
