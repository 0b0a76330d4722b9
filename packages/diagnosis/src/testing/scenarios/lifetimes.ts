// Lifetimes of the delegation.
import { nsOfTtl } from '../bends.ts';
import type { Scenario } from './scenario.ts';

export const lifetimes: readonly Scenario[] = [
  {
    code: 'ttl-zero',
    situation: 'NS records that nobody may keep',
    tree: nsOfTtl(0),
    said: ['parent-ns-ttl-differs example.test', 'ttl-zero example.test'],
    near: {
      situation: 'NS records of a day',
      tree: nsOfTtl(86_400),
    },
  },
  {
    code: 'ns-ttl-short',
    situation: 'NS records of a minute',
    tree: nsOfTtl(60),
    said: ['ns-ttl-short example.test', 'parent-ns-ttl-differs example.test'],
    near: {
      situation: 'NS records of an hour',
      tree: nsOfTtl(3600),
      said: ['parent-ns-ttl-differs example.test'],
    },
  },
  {
    code: 'ns-ttl-long',
    situation: 'NS records of a month',
    tree: nsOfTtl(2_592_000),
    said: [
      'ns-address-ttl-shorter-than-ns example.test',
      'ns-ttl-long example.test',
      'parent-ns-ttl-differs example.test',
    ],
    near: {
      situation: 'NS records of a week',
      tree: nsOfTtl(604_800),
      said: ['ns-address-ttl-shorter-than-ns example.test', 'parent-ns-ttl-differs example.test'],
    },
  },
  { code: null, situation: 'NS records of a day', tree: nsOfTtl(86_400), said: [] },
];
