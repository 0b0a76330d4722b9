// Runs inside a network namespace of its own: serves one case at its addresses, asks this program and its peers about it,
// and prints what each said. Only loopback is up, so whatever they ask stays here.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { diagnose } from '@delegraph/diagnosis';
import { rootHintsOf, zoneTree } from '@delegraph/lab';
import { summaryOf } from '@delegraph/lab/testing';
import { recordTrace, traceTotals, withFinalDot } from '@delegraph/model';
import { TraceMemory, parseQuestion, socketExchange, trace } from '@delegraph/tracer';
import { askDnsviz } from './dnsviz.ts';
import type { CaseReport } from './case-report.ts';
import { peerCases } from './peer-case.ts';
import { DNS_PORT, serveCase } from './serve-case.ts';
import { askZonemaster } from './zonemaster.ts';

const [code, folder = '/tmp'] = process.argv.slice(2);
const { tree: spec, question: questionText, domain, how } = peerCases().find((one) => one.code === code)!;
const tree = zoneTree(spec);
const [name = '', type] = questionText.split(' ');
const { question } = parseQuestion(name, type);

execFileSync('ip', ['link', 'set', 'lo', 'up']);
for (const address of tree.hosts.keys()) {
  const prefix = address.includes(':') ? '128' : '32';
  execFileSync('ip', [
    'address',
    'add',
    `${address}/${prefix}`,
    'dev',
    'lo',
    ...(prefix === '128' ? ['nodad'] : []),
  ]);
}
// Glue that leads nowhere is sent to where nobody is, and not refused for want of a route.
for (const family of ['-4', '-6']) execFileSync('ip', [family, 'route', 'add', 'default', 'dev', 'lo']);
const hints = `${folder}/named.root`;
writeFileSync(hints, hintsText());
const servers = await serveCase(tree, question);

const report: CaseReport = {
  code: code!,
  servers: Object.fromEntries(servers),
  ours: await askOurs(),
  dnsviz: await askDnsviz({ names: [question.name, domain], type: question.type, hints, folder }),
  zonemaster: await askZonemaster({ domain, hints }),
};
console.log(JSON.stringify(report));
process.exit(0);

function hintsText(): string {
  return rootHintsOf(tree)
    .flatMap((hint) => [
      `. 3600000 NS ${withFinalDot(hint.name)}`,
      ...hint.addresses.map(
        (at) => `${withFinalDot(hint.name)} 3600000 ${at.includes(':') ? 'AAAA' : 'A'} ${at}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

async function askOurs(): Promise<CaseReport['ours']> {
  const startedMs = performance.now();
  const facts = trace(question, {
    exchange: socketExchange({ endpointOf: (host) => ({ host, port: DNS_PORT }), allowTarget: () => true }),
    allowTarget: () => true,
    rootHints: rootHintsOf(tree),
    // The profile whose rules take documentation addresses for public ones.
    profile: 'lab',
    vantage: { name: 'test', ipv4: true, ipv6: true },
    engine: 'test',
    options: how?.options ?? {},
    ...(how?.memory ? { memory: new TraceMemory() } : {}),
  });
  const { state, said } = summaryOf(await Array.fromAsync(recordTrace(facts, diagnose)));
  return {
    seconds: (performance.now() - startedMs) / 1000,
    queries: traceTotals(state).queries,
    said,
  };
}
