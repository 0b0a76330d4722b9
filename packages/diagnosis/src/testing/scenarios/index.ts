// Every scenario of the diagnosis, family by family.
import { aliases } from './aliases.ts';
import { authority } from './authority.ts';
import { delegationShape } from './delegation-shape.ts';
import { delegation } from './delegation.ts';
import { dnames } from './dname.ts';
import { examined } from './examined.ts';
import { families } from './families.ts';
import { glue } from './glue.ts';
import { lame } from './lame.ts';
import { lifetimes } from './lifetimes.ts';
import { nameServers } from './name-servers.ts';
import { oneName } from './one-name.ts';
import { operators } from './operators.ts';
import { records } from './records.ts';
import type { Scenario } from './scenario.ts';
import { secondLooks } from './second-looks.ts';
import { serviceHosts } from './service-hosts.ts';
import { servers } from './servers.ts';
import { vantage } from './vantage.ts';

export type { Circumstances, NearMiss, Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [
  ...delegation,
  ...delegationShape,
  ...nameServers,
  ...operators,
  ...glue,
  ...authority,
  ...oneName,
  ...records,
  ...secondLooks,
  ...examined,
  ...serviceHosts,
  ...aliases,
  ...dnames,
  ...families,
  ...lifetimes,
  ...servers,
  ...lame,
  ...vantage,
];
