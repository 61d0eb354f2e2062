import { lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { AppFrame } from './frame/app-frame.tsx';
import { NotFoundPage } from './frame/not-found.tsx';
import { StartPage } from './frame/start.tsx';

const HouseholdListPage = lazy(() => import('./register/household-list.tsx'));
const HouseholdPage = lazy(() => import('./register/household.tsx'));
const CountyPage = lazy(() => import('./register/county.tsx'));
const VillagePage = lazy(() => import('./register/village.tsx'));
const ImportListPage = lazy(() => import('./exchange/import-list.tsx'));
const ImportPage = lazy(() => import('./exchange/import.tsx'));
const AccountListPage = lazy(() => import('./access/account-list.tsx'));
const PackListPage = lazy(() => import('./policy/pack-list.tsx'));
const PackPage = lazy(() => import('./policy/pack.tsx'));
const RulePage = lazy(() => import('./policy/rule.tsx'));
const ComparisonPage = lazy(() => import('./policy/comparison.tsx'));
const DraftPage = lazy(() => import('./policy/draft.tsx'));
const CoveragePage = lazy(() => import('./policy/coverage.tsx'));
const ItemsPage = lazy(() => import('./policy/items.tsx'));
const WhatIfPage = lazy(() => import('./policy/what-if.tsx'));
const ChangePasswordPage = lazy(() => import('./access/change-password.tsx'));
const VerdictListPage = lazy(() => import('./standards/verdict-list.tsx'));
const OpenSettingsPage = lazy(() => import('./settings/open-settings.tsx'));

/** Every page, one line each; its script loads when it is opened. */
export const router = createBrowserRouter([
  {
    element: <AppFrame />,
    children: [
      { path: '/', element: <StartPage /> },
      { path: '/households', element: <HouseholdListPage /> },
      { path: '/households/:county/:id', element: <HouseholdPage /> },
      { path: '/counties/:code', element: <CountyPage /> },
      { path: '/villages/:code', element: <VillagePage /> },
      { path: '/verdicts', element: <VerdictListPage /> },
      { path: '/imports', element: <ImportListPage /> },
      { path: '/imports/:id', element: <ImportPage /> },
      { path: '/accounts', element: <AccountListPage /> },
      { path: '/settings', element: <OpenSettingsPage /> },
      { path: '/policy', element: <PackListPage /> },
      { path: '/policy/packs/:key', element: <PackPage /> },
      { path: '/policy/rules/:pack/:rule', element: <RulePage /> },
      { path: '/policy/packs/:key/items', element: <ItemsPage /> },
      { path: '/policy/coverage', element: <CoveragePage /> },
      { path: '/policy/what-if', element: <WhatIfPage /> },
      { path: '/policy/comparison', element: <ComparisonPage /> },
      { path: '/policy/draft', element: <DraftPage /> },
      { path: '/password', element: <ChangePasswordPage /> },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
