/** 产品的部分: what a register or system of a document may be in this product. Each names what really is there. */
export interface ProductPart {
  readonly id: string;
  readonly title: string;
  /** Path of a page of the web application, a route of the API, or a command; a test proves that each exists. */
  readonly page?: string;
  readonly route?: string;
  readonly command?: string;
}

export const productParts: readonly ProductPart[] = [
  { id: 'household-register', title: '贫困户台账', page: '/households', route: 'GET /api/households' },
  { id: 'household-record', title: '一户一档：户、成员、各年度状况', page: '/households/:county/:id' },
  {
    id: 'field-history',
    title: '逐项变更记录',
    page: '/households/:county/:id',
    route: 'GET /api/households/:county/:id/history',
  },
  { id: 'village-register', title: '村台账与分年度指标', page: '/villages/:code', route: 'GET /api/villages/:code' },
  { id: 'county-register', title: '县分年度指标', page: '/counties/:code', route: 'GET /api/counties/:code' },
  { id: 'divisions', title: '行政区划与历年变更', route: 'GET /api/divisions/children', command: 'recode-county' },
  { id: 'register-import', title: '台账导入：预览、核对、可撤销', page: '/imports', command: 'import' },
  { id: 'register-export', title: '台账导出', route: 'GET /api/export', command: 'export' },
  {
    id: 'exit-check',
    title: '脱贫标准逐条核查',
    route: 'GET /api/households/:county/:id/verdict',
    command: 'explain',
  },
  { id: 'village-exit-check', title: '贫困村退出核查', route: 'GET /api/villages/:code/verdict' },
  {
    id: 'county-exit-check',
    title: '贫困县退出核查',
    page: '/counties/:code',
    route: 'GET /api/counties/:code/verdict',
  },
  { id: 'bulk-evaluation', title: '全地区批量核查', command: 'evaluate' },
  { id: 'policy-library', title: '政策文件、条款与规则库', page: '/policy', route: 'GET /api/packs' },
  { id: 'clause-reader', title: '条款原文', route: 'GET /api/clauses/:document/:id' },
  {
    id: 'clause-coverage',
    title: '逐条落实情况',
    route: 'GET /api/clauses',
    command: 'policy coverage',
  },
  { id: 'law-comparison', title: '各地政策比较', route: 'GET /api/law-comparison', command: 'policy compare' },
  { id: 'open-settings', title: '待填参数与统计值', page: '/settings', route: 'GET /api/settings/open' },
  { id: 'accounts', title: '账号、角色与管辖范围', page: '/accounts', route: 'GET /api/accounts' },
];
