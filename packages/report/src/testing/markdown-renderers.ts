// Three Markdown renderers, each as trusting as it can be made: HTML passes, everything that looks like a link is one.
import MarkdownIt, { type Token } from 'markdown-it';
import { marked } from 'marked';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export interface Rendered {
  /** The elements in their order, without code spans and text. */
  structure: string[];
  /** The text of all code spans and code blocks. */
  code: string[];
  /** Where links and pictures lead. */
  addresses: string[];
}

export const renderers: Readonly<Record<string, (markdown: string) => Rendered>> = {
  'markdown-it': withMarkdownIt,
  marked: withMarked,
  micromark: withMicromark,
};

function withMarkdownIt(markdown: string): Rendered {
  const rendered: Rendered = { structure: [], code: [], addresses: [] };
  const visit = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      const { type, content, children } = token;
      if (type === 'code_inline' || type === 'fence' || type === 'code_block') rendered.code.push(content);
      const address = token.attrGet('href') ?? token.attrGet('src');
      if (address !== null) rendered.addresses.push(String(address));
      if (!['text', 'code_inline', 'inline', 'softbreak'].includes(type)) rendered.structure.push(type);
      if (type === 'inline') visit(children ?? []);
    }
  };
  visit(new MarkdownIt({ html: true, linkify: true }).parse(markdown, {}));
  return rendered;
}

function withMarked(markdown: string): Rendered {
  const rendered: Rendered = { structure: [], code: [], addresses: [] };
  const tokens = marked.lexer(markdown, { gfm: true });
  void marked.walkTokens(tokens, (token) => {
    if (token.type === 'codespan' || token.type === 'code') rendered.code.push(String(token['text']));
    if (token.type === 'link' || token.type === 'image') rendered.addresses.push(String(token['href']));
    if (!['text', 'codespan', 'escape', 'space'].includes(token.type)) rendered.structure.push(token.type);
  });
  return rendered;
}

interface Node {
  type: string;
  value?: string;
  url?: string;
  children?: Node[];
}

function withMicromark(markdown: string): Rendered {
  const rendered: Rendered = { structure: [], code: [], addresses: [] };
  const visit = ({ type, value = '', url, children = [] }: Node) => {
    if (type === 'inlineCode' || type === 'code') rendered.code.push(value);
    if (url !== undefined) rendered.addresses.push(url);
    if (type !== 'text' && type !== 'inlineCode') rendered.structure.push(type);
    for (const child of children) visit(child);
  };
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return rendered;
}
