// The start of a workbook's thread when the sources run as they are. The build puts the bundled `workbook-thread.ts`
// in the place of this file.
import { register } from 'tsx/esm/api';

register();
await import('./workbook-thread.ts');
