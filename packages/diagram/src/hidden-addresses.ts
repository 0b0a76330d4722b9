// The picture and its words for readers who are not to learn any address: names of servers stay, families take the place of
// addresses.
import type { Caption } from './caption.ts';
import type { DelegationGraph } from './delegation-graph.ts';
import type { Picture } from './picture.ts';
import { countText } from './quantity-text.ts';
import type { Shape } from './scene.ts';
import type { ServerRow } from './server-rows.ts';

// Four numbers that are not labels of a longer name, and what RFC 4291 2.2 writes; `isAddress` looks closer at the second.
const ADDRESS =
  /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.[\w-])|(?<![\w:.-])(?:(?:[\da-f]{0,4}:){2,7}[\da-f]{1,4}(?:\.\d{1,3}){0,3}|(?:[\da-f]{1,4}:){1,7}:|::)(?![\w-]|:[\w:])/giu;
/** Stands in a sentence where an address was. Nobody can write it: strangers' names come with it escaped. */
const GAP = '\u0000';
const ALONE = new RegExp(` \\((?:${GAP}(?:, | and )?)+(?:\\d+ more)?\\)`, 'gu');
const SEVERAL = new RegExp(`${GAP}(?:(?:, | and | or )${GAP})*(?:(?:, | and )(\\d+) more)?`, 'gu');

/** A sentence without addresses: one that only says which server is meant is left out with its brackets, `2 addresses` stands
 *  where two were listed. */
export function sentenceWithoutAddresses(sentence: string): string {
  return replaceAddresses(sentence, () => GAP)
    .replace(ALONE, '')
    .replace(SEVERAL, (list: string, more = '0') => {
      const count = list.split(GAP).length - 1 + Number(more);
      return count === 1 ? 'an address' : `${count} addresses`;
    });
}

/** Text as machines write it, with `[address]` in the place of each. */
export function textWithoutAddresses(text: string): string {
  return replaceAddresses(text, () => '[address]');
}

/** `IPv4` or `IPv6`. */
export function familyOf(address: string): string {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

/** The graph with the families of addresses where they are written; how many there are, and how they stand, it still says. */
export function graphWithoutAddresses(graph: DelegationGraph): DelegationGraph {
  return {
    ...graph,
    zones: graph.zones.map((card) => ({ ...card, rows: rowsWithoutAddresses(card.rows) })),
    lookups: graph.lookups.map((card) => ({ ...card, lines: linesWithoutAddresses(card.lines) })),
    oddReplies: graph.oddReplies.map((odd) => ({
      ...odd,
      words: textWithoutAddresses(odd.words) === odd.words ? odd.words : 'other data',
    })),
  };
}

/** What is said round the graph. */
export function captionWithoutAddresses(caption: Caption): Caption {
  return {
    ...caption,
    verdict: sentenceWithoutAddresses(caption.verdict),
    facts: caption.facts.map(sentenceWithoutAddresses),
    findings: caption.findings.map((finding) => ({
      ...finding,
      sentence: sentenceWithoutAddresses(finding.sentence),
    })),
  };
}

/** Also what is only heard of the graph, and not seen. What is round it comes from the caption; where the picture is from may be
 *  the address of this server. */
export function pictureWithoutAddresses(picture: Picture): Picture {
  return {
    ...picture,
    layers: picture.layers.map((layer) =>
      layer.className === 'diagram'
        ? { ...layer, scene: { shapes: layer.scene.shapes.map(shapeWithoutAddresses) } }
        : layer,
    ),
  };
}

/** Rows of one name server stay apart: `IPv4`, and for another of its addresses `IPv4, another`. */
function rowsWithoutAddresses(rows: readonly ServerRow[]): ServerRow[] {
  const told = new Set<string>();
  return rows.map((row) => ({
    ...row,
    addresses: row.addresses.map((address) => {
      const family = familyOf(address);
      const isAnother = told.has(`${row.nameServer} ${family}`);
      told.add(`${row.nameServer} ${family}`);
      return isAnother ? `${family}, another` : family;
    }),
  }));
}

/** `A 192.0.2.1` is `A record`; three of them are `3 A records`. */
function linesWithoutAddresses(lines: readonly string[]): string[] {
  const types = lines.map((line) => /^(\S+) \[address\]$/u.exec(textWithoutAddresses(line))?.[1]);
  return lines.flatMap((line, index) => {
    const type = types[index];
    if (type === undefined) return [textWithoutAddresses(line)];
    if (types.indexOf(type) !== index) return [];
    const count = types.filter((each) => each === type).length;
    return [count === 1 ? `${type} record` : countText(count, `${type} record`)];
  });
}

function shapeWithoutAddresses(shape: Shape): Shape {
  if (shape.kind === 'text') return { ...shape, text: textWithoutAddresses(shape.text) };
  if (shape.kind !== 'group') return shape;
  return {
    ...shape,
    label: sentenceWithoutAddresses(shape.label),
    children: shape.children.map(shapeWithoutAddresses),
  };
}

function replaceAddresses(text: string, instead: () => string): string {
  return text.replace(ADDRESS, (found) => (isAddress(found) ? instead() : found));
}

/** A time of day has colons, too. */
function isAddress(found: string): boolean {
  return !found.includes(':') || found.includes('::') || found.split(':').length === 8;
}
