import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuestion } from './question-input.ts';
import { mixedScriptsNote } from './mixed-scripts.ts';

const noteOf = (typed: string) => mixedScriptsNote(parseQuestion(typed).question.name);

test('a label in letters of two scripts is pointed out, with both', () => {
  assert.equal(
    noteOf('www.pаypal.test'),
    '“pаypal” has Latin and Cyrillic letters: the name may look like another.',
  );
  assert.match(noteOf('gοοgle.test')!, /Latin and Greek/u);
});

test('scripts that are written together are nothing to point out', () => {
  for (const name of ['münchen.test', 'пример.test', '東京タワーx.test', '서울漢字.test', 'www.shop.test'])
    assert.equal(noteOf(name), null, name);
});

test('labels of different scripts are no mix: a name may have a top-level domain in another', () => {
  assert.equal(noteOf('shop.рф'), null);
});

test('a name with an escape beside such letters is read, too', () => {
  assert.equal(noteOf('ß\\ a'), null);
});

test('whoever types such a name is told at once', () => {
  const { notes } = parseQuestion('pаypal.test');
  assert.ok(notes.some((note) => note.includes('may look like another')));
});
