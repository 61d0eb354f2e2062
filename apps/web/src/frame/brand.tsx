/** The name of the system with its sign: a roof, because everything is counted to the household. */
export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path d="M4 16 16 5l12 11M9 15v12h5v-7h4v7h5V15" fill="none" stroke="currentColor" strokeWidth="3" />
      </svg>
      <span lang="zh-CN">到户</span> <span className="brand-latin">Daohu</span>
    </span>
  );
}
