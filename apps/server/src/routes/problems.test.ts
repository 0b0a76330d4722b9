import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { problemBook } from '../problem-book.ts';
import { testApp } from '../testing/test-app.ts';

test('the type of a problem leads to a page that explains it', async (context) => {
  const { app } = await testApp(context);
  const refused = await app.inject({ method: 'POST', url: '/api/traces', payload: { name: 'a..b' } });
  const { type, code, title } = refused.json<{ type: string; code: string; title: string }>();
  assert.equal(type, `/problems/${code}`);
  const page = await app.inject(type);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /<code>label-empty<\/code> · HTTP 400/);
  assert.match(page.body, /between two dots/iu);
  assert.doesNotMatch(page.body, /<script(?! src="\/first\.js"><\/script>)/);
  assert.notEqual(title, '');
});

test('all problems are listed, and one there is none of is 404', async (context) => {
  const { app } = await testApp(context);
  const { body } = await app.inject('/problems');
  for (const code of Object.keys(problemBook)) assert.ok(body.includes(`/problems/${code}`), code);
  assert.equal((await app.inject('/problems/constructor')).statusCode, 404);
  const style = await app.inject('/text-page.css');
  assert.match(String(style.headers['content-type']), /^text\/css/);
});

test('every problem is complete, and none is in the book that nobody meets', async () => {
  const source = new URL('..', import.meta.url);
  const files = (await readdir(source, { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('problem-book'),
  );
  const question = new URL('../../../../packages/question/src/question-input.ts', import.meta.url);
  const texts = await Promise.all(
    [...files.map((name) => new URL(name, source)), question].map((file) => readFile(file, 'utf8')),
  );
  const met = texts.join('\n');
  for (const [code, { meaning, todo, statuses }] of Object.entries(problemBook)) {
    for (const text of [meaning, todo]) assert.match(text, /^\p{Lu}[^]*\.$/u, code);
    // The page alone speaks of a trace that failed.
    if (statuses.length > 0) assert.ok(met.includes(`'${code}'`), `${code} is met nowhere`);
  }
});
