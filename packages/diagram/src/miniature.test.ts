import assert from 'node:assert/strict';
import { test } from 'node:test';
import { miniatureOf } from './miniature.ts';
import type { Scene, Shape } from './scene.ts';

const text: Shape = {
  kind: 'text',
  key: 't',
  className: 'text',
  x: 0,
  y: 0,
  anchor: 'start',
  text: 'shop.test',
};
const rect = (className: string): Shape => ({
  kind: 'rect',
  key: className,
  className,
  x: 0,
  y: 0,
  width: 9,
  height: 9,
  radius: 1,
});
const group = (key: string, children: Shape[]): Shape => ({
  kind: 'group',
  key,
  className: 'part',
  x: 1,
  y: 2,
  subject: null,
  label: 'zone shop.test',
  children,
});

test('a miniature keeps the cards and leaves out words, labels and the pills that held words', () => {
  const scene: Scene = {
    width: 10,
    height: 20,
    title: 'Delegation',
    shapes: [
      group('card', [rect('box'), text]),
      group('pill', [rect('pill pill--alias'), text]),
      group('words', [text]),
    ],
  };
  assert.deepEqual(miniatureOf(scene), {
    ...scene,
    shapes: [{ ...group('card', [rect('box')]), label: '' }],
  });
});
