/**
 * 县级代码变更, the event: a county goes on under another code. Every noun that keeps records by division re-keys its own
 * in the same transaction. It stands here because nouns of every row listen to it.
 */
export interface CountyRecoded {
  readonly event: 'countyRecoded';
  /** Twelve digits, as of the county itself. */
  readonly oldCounty: number;
  readonly newCounty: number;
  readonly on: string;
}
