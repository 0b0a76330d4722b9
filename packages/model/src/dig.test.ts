import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digCommand, hopResultText, messageText } from './dig.ts';
import type { Probe } from './probe.ts';
import type { HopResult, HopState } from './state.ts';
import { asks, ended, sent, started, lookup, stateAfter } from './testing/event-log.ts';
import { message } from './testing/message.ts';

test('a message reads as dig prints it', () => {
  const text = messageText(
    message({
      id: 4711,
      flags: ['qr', 'aa', 'rd'],
      rcode: 'NXDOMAIN',
      question: asks('www.shop.test A'),
      answer: ['www.shop.test. 60 CNAME gone.test.'],
      authority: ['test. 300 NS ns1.test.'],
      additional: ['ns1.test. 86400 A 198.51.100.2'],
      edns: {
        version: 0,
        udpSize: 1232,
        dnssecOk: true,
        nsid: 'fra1',
        extendedErrors: [
          { code: 18, text: 'not for you' },
          { code: 22, text: '' },
        ],
      },
      problems: ['The last record is cut off.'],
    }),
  );
  assert.equal(
    text,
    `;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 4711
;; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 1, ADDITIONAL: 2

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags: do; udp: 1232
; NSID: "fra1"
; EDE: 18 (not for you)
; EDE: 22

;; QUESTION SECTION:
;www.shop.test.                         IN  A

;; ANSWER SECTION:
www.shop.test.                  60      IN  CNAME   gone.test.

;; AUTHORITY SECTION:
test.                           300     IN  NS      ns1.test.

;; ADDITIONAL SECTION:
ns1.test.                       86400   IN  A       198.51.100.2

;; WARNING: The last record is cut off.`,
  );
});

test('a message without EDNS and question has neither section', () => {
  assert.equal(
    messageText(message({ opcode: 4, rcode: 'NOTIMP' })),
    `;; ->>HEADER<<- opcode: 4, status: NOTIMP, id: 1
;; flags: qr aa; QUERY: 0, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0`,
  );
});

function command(question: string, probe: Probe = 'walk'): string {
  return digCommand({ address: '2001:db8::1', question: asks(question), probe });
}

test('the dig command can be pasted into a shell, whatever the name', () => {
  const options = 'dig +norec +dnssec +bufsize=1232 @2001:db8::1';
  assert.equal(command('_dmarc.shop.test TXT'), `${options} _dmarc.shop.test. TXT`);
  assert.equal(command('. NS'), `${options} . NS`);
  assert.equal(command("o'neill.test A"), String.raw`${options} 'o'\''neill.test.' A`);
  assert.equal(command('a`reboot`.test A'), `${options} 'a\`reboot\`.test.' A`);
  assert.equal(command('*.shop.test A'), `${options} '*.shop.test.' A`);
  assert.equal(command('-f.shop.test A'), `${options} -q -f.shop.test. A`);
  assert.equal(command('+short.test A'), `${options} -q '+short.test.' A`);
});

test('what came of a hop is said in a word or two', () => {
  const [asked] = stateAfter([started, lookup(0, 'www.shop.test A'), sent(0)]).hops;
  const text = (result: HopResult) => hopResultText({ ...asked!, result } satisfies HopState);
  assert.equal(hopResultText(asked!), 'asking');
  assert.equal(text({ status: 'failed', elapsedMs: 1, reason: 'timeout' }), 'no answer');
  assert.equal(text({ status: 'failed', elapsedMs: 1, reason: 'unreachable' }), 'unreachable');
  assert.equal(text({ status: 'failed', elapsedMs: 1, reason: 'malformed' }), 'malformed reply');
  assert.equal(text({ status: 'failed', elapsedMs: 1, reason: 'mismatched' }), 'not a reply to us');
  assert.equal(text({ status: 'skipped', reason: 'no-ipv6' }), 'not asked');
  const cut = stateAfter([started, lookup(0, 'www.shop.test A'), sent(0), ended]).hops[0]!;
  assert.equal(hopResultText(cut), 'cut off');
});
