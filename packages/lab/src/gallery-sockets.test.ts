// The scenarios of the gallery again, over real UDP and TCP sockets: what was found in memory is found there.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { diagnose } from '@delegraph/diagnosis';
import { recordTrace } from '@delegraph/model';
import { parseQuestion, socketExchange, trace } from '@delegraph/tracer';
import { labHints, labScenarios, labTree } from './gallery.ts';
import { type LabServer, serveLab } from './serve.ts';

let lab: LabServer;
const allowTarget = (address: string) => lab.endpointOf(address) !== undefined;

before(async () => {
  lab = await serveLab(labTree);
});
after(() => lab.close());

describe('over sockets', { concurrency: 6 }, () => {
  for (const { id, name, type, expects } of labScenarios) {
    test(`${id}: ${name} ${type}`, async () => {
      const facts = trace(parseQuestion(name, type).question, {
        exchange: socketExchange({ endpointOf: (address) => lab.endpointOf(address)!, allowTarget }),
        allowTarget,
        rootHints: labHints,
        profile: 'lab',
        vantage: { name: 'test', ipv4: true, ipv6: true },
        engine: 'test',
      });
      const codes = new Set<string>();
      for await (const event of recordTrace(facts, diagnose)) {
        if (event.type === 'finding-raised') codes.add(event.finding.code);
      }
      assert.deepEqual([...codes].toSorted(), expects.toSorted());
    });
  }
});
